"""Reads from the sources of the cogs what is awaited before an interaction is acknowledged.

Discord gives a handler three seconds for that. So nothing may come before it that waits for something else than the
database: no download, no request to Discord, no other thread.

A handler is walked through in the order in which it runs. A call of a function of the cogs is followed into it. Any
other call that is awaited must be one of `ACKNOWLEDGES`, after which everything is allowed, or one that the caller
names as quick. Where paths meet, an interaction counts as acknowledged if it is so on every one of them.
"""

import ast
from dataclasses import dataclass, field
from pathlib import Path

ACKNOWLEDGES = {"defer", "send_message", "send_modal", "edit_message", "autocomplete"}
_COMMANDS = {"command", "context_menu", "action", "menu_action"}
_LOOKUPS = {"autocomplete"}
_HANDLERS = {"act"}  # of buttons, menus and forms
# What discord.py awaits to read an option, or to offer choices, and what makes a form before it is shown.
_LOOKUP_METHODS = {"transform", "autocomplete", "shown"}

Function = ast.AsyncFunctionDef


@dataclass(frozen=True)
class Place:
    """A function: its module, the class that it is in, and itself."""

    module: str
    owner: str
    code: Function

    def __str__(self) -> str:
        return f"{self.module}:{f'{self.owner}.' if self.owner else ''}{self.code.name}"


@dataclass
class Walk:
    """What was found on the way through a function."""

    slow: list[str] = field(default_factory=list)
    acknowledged: bool = False
    ended: bool = False


class Cogs:
    """The sources of a package.

    Args:
        folder: of the package.
        quick: the last two names of calls that wait for the database at most: ``job_service.get``.
    """

    def __init__(self, folder: Path, quick: set[str]) -> None:
        self._quick = quick
        self.used: set[str] = set()
        self._functions: dict[tuple[str, str, str], Place] = {}
        self._imports: dict[str, dict[str, tuple[str, str]]] = {}
        self._trees: dict[str, ast.Module] = {}
        self._walks: dict[int, Walk] = {}
        for path in sorted(folder.rglob("*.py")):
            module = ".".join(path.relative_to(folder.parent).with_suffix("").parts).removesuffix(".__init__")
            self._read(module, ast.parse(path.read_bytes()))

    def handlers(self) -> list[Place]:
        """Everything that answers an interaction."""
        return [place for place in self._functions.values() if self._answers(place)]

    def lookups(self) -> list[Place]:
        """Everything that is awaited while a person types, or before a command is called."""
        given = self._given_as_lookups()
        return [
            place
            for key, place in self._functions.items()
            if key in given or place.code.name in _LOOKUP_METHODS or _decorators(place.code) & _LOOKUPS
        ]

    def walk(self, place: Place) -> Walk:
        """What happens in a function from its start to the acknowledgement."""
        if id(place.code) not in self._walks:
            self._walks[id(place.code)] = Walk()  # should it call itself
            walk = Walk()
            self._block(place, place.code.body, walk)
            self._walks[id(place.code)] = walk
        return self._walks[id(place.code)]

    # Reading.

    def _read(self, module: str, tree: ast.Module) -> None:
        self._trees[module] = tree
        names = self._imports[module] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                names |= {alias.asname or alias.name: (node.module or "", alias.name) for alias in node.names}
            if isinstance(node, ast.ClassDef):
                self._add(module, node.name, node.body)
            elif isinstance(node, ast.Module | ast.FunctionDef):
                self._add(module, "", node.body)

    def _add(self, module: str, owner: str, body: list[ast.stmt]) -> None:
        for node in body:
            if isinstance(node, ast.AsyncFunctionDef):
                self._functions[module, owner, node.name] = Place(module, owner, node)

    def _answers(self, place: Place) -> bool:
        code = place.code
        if not any(argument.arg == "interaction" for argument in code.args.args):
            return False
        in_class = code.name in _HANDLERS and bool(place.owner) and not _abstract(code)
        return in_class or bool(_decorators(code) & _COMMANDS) or code.name in self._tabled(place.module)

    def _tabled(self, module: str) -> set[str]:
        """Functions that are called through a table or given away as a callback."""
        found: set[str] = set()
        for node in ast.walk(self._trees[module]):
            if isinstance(node, ast.Dict):
                found |= {value.id for value in node.values if isinstance(value, ast.Name)}
            elif isinstance(node, ast.keyword) and node.arg == "callback" and isinstance(node.value, ast.Name):
                found.add(node.value.id)
        return found

    def _given_as_lookups(self) -> set[tuple[str, str, str]]:
        """Functions that are given to an option: ``@app_commands.autocomplete(option=function)``."""
        found = set()
        for module, tree in self._trees.items():
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _LOOKUPS:
                    names = [keyword.value.id for keyword in node.keywords if isinstance(keyword.value, ast.Name)]
                    origins = [self._imports[module].get(name, (module, name)) for name in names]
                    found |= {(origin, "", name) for origin, name in origins}
        return found

    def _find(self, place: Place, call: ast.expr) -> Place | None:
        """The function of the cogs that a call calls."""
        match call:
            case ast.Name(id=name):
                module, original = self._imports[place.module].get(name, (place.module, name))
                return self._functions.get((module, "", original))
            case ast.Attribute(value=ast.Name(id="self"), attr=name):
                return self._functions.get((place.module, place.owner, name))
            case ast.Attribute(value=ast.Name(id=alias), attr=name):
                package, module = self._imports[place.module].get(alias, ("", ""))
                return self._functions.get((f"{package}.{module}", "", name))
        return None

    # Walking.

    def _block(self, place: Place, body: list[ast.stmt], walk: Walk) -> None:
        for statement in body:
            if walk.ended or walk.acknowledged:
                return
            self._statement(place, statement, walk)

    def _statement(self, place: Place, node: ast.stmt, walk: Walk) -> None:
        match node:
            case ast.AsyncFunctionDef() | ast.FunctionDef() | ast.ClassDef():
                return
            case ast.If():
                self._expression(place, node.test, walk)
                known = _is_done(node.test)
                self._branches(place, [(node.body, known is True), (node.orelse, known is False)], walk)
            case ast.Match():
                self._expression(place, node.subject, walk)
                self._branches(place, [(case.body, False) for case in node.cases], walk)
            case ast.Try():
                self._try(place, node, walk)
            case ast.For() | ast.AsyncFor() | ast.While():
                self._loop(place, node, walk)
            case ast.With() | ast.AsyncWith():
                for item in node.items:
                    self._entered(place, item, walk, waits=isinstance(node, ast.AsyncWith))
                self._block(place, node.body, walk)
            case _:
                for child in ast.iter_child_nodes(node):
                    self._expression(place, child, walk)
                walk.ended = walk.ended or isinstance(node, ast.Return | ast.Raise | ast.Continue | ast.Break)

    def _entered(self, place: Place, item: ast.withitem, walk: Walk, *, waits: bool) -> None:
        self._expression(place, item.context_expr, walk)
        entered = item.context_expr.func if isinstance(item.context_expr, ast.Call) else item.context_expr
        if waits and ast.unparse(entered) != "answering":
            self._awaited(place, entered, walk)

    def _branches(self, place: Place, branches: list[tuple[list[ast.stmt], bool]], walk: Walk) -> None:
        """Ways of which one is taken, each with whether the interaction is known to be acknowledged on it."""
        if walk.acknowledged:
            return
        ways = []
        for body, acknowledged in branches:
            way = Walk(acknowledged=acknowledged)
            self._block(place, body, way)
            walk.slow += way.slow
            ways.append(way)
        going_on = [way for way in ways if not way.ended]
        walk.ended = not going_on
        walk.acknowledged = all(way.acknowledged for way in going_on or ways)

    def _try(self, place: Place, node: ast.Try, walk: Walk) -> None:
        body = Walk()
        self._block(place, [*node.body, *node.orelse], body)
        walk.slow += body.slow
        walk.acknowledged, walk.ended = body.acknowledged, body.ended
        for handler in node.handlers:
            way = Walk()
            self._block(place, handler.body, way)
            walk.slow += way.slow
            refused = isinstance(handler.type, ast.Name) and handler.type.id == "TROUBLE"  # by Discord: it was tried
            walk.acknowledged = walk.acknowledged and (way.acknowledged or way.ended or refused)
        if not walk.acknowledged:
            ended, walk.ended = walk.ended, False
            self._block(place, node.finalbody, walk)
            walk.ended = walk.ended or ended

    def _loop(self, place: Place, node: ast.For | ast.AsyncFor | ast.While, walk: Walk) -> None:
        self._expression(place, node.test if isinstance(node, ast.While) else node.iter, walk)
        if isinstance(node, ast.AsyncFor):
            self._slow(place, node.iter, walk)
        turn = Walk(acknowledged=walk.acknowledged)
        self._block(place, node.body, turn)
        walk.slow += turn.slow

    def _expression(self, place: Place, node: ast.AST, walk: Walk) -> None:
        """What is awaited in an expression, in its order."""
        if isinstance(node, ast.Lambda):
            return
        for child in ast.iter_child_nodes(node):
            self._expression(place, child, walk)
        if isinstance(node, ast.Await):
            self._awaited(place, node.value, walk)

    def _awaited(self, place: Place, node: ast.expr, walk: Walk) -> None:
        if walk.acknowledged:
            return
        call = node.func if isinstance(node, ast.Call) else node
        names = ast.unparse(call).replace("._", ".").split(".")
        if len(names) > 1 and names[-2] == "response" and names[-1] in ACKNOWLEDGES:
            walk.acknowledged = True
        elif (found := self._find(place, call)) is not None:
            inner = self.walk(found)
            walk.slow += [f"{place.code.name} › {one}" for one in inner.slow]
            # What is abstract here is a handler of its own in every subclass.
            walk.acknowledged = inner.acknowledged or _abstract(found.code)
        elif names[-1] == "shown":
            return  # one of the forms' own, each of which is walked through by itself
        elif isinstance(call, ast.Subscript):
            walk.acknowledged = True  # one of a table, each of which is a handler of its own
        elif (quick := _last_two(call)) in self._quick:
            self.used.add(quick)
        else:
            self._slow(place, call, walk)

    def _slow(self, place: Place, node: ast.AST, walk: Walk) -> None:
        if not walk.acknowledged:
            walk.slow.append(
                f"{place.code.name} awaits {ast.unparse(node)} ({place.module}:{getattr(node, 'lineno', 0)})"
            )


def _last_two(call: ast.expr) -> str:
    """``services_of(interaction).job_service.get`` and ``self._job_service.get`` are both ``job_service.get``."""
    if not isinstance(call, ast.Attribute):
        return ast.unparse(call)
    match call.value:
        case ast.Attribute(attr=owner) | ast.Name(id=owner) | ast.Call(func=ast.Name(id=owner)):
            return f"{owner.lstrip('_')}.{call.attr}"
    return call.attr


def _decorators(code: Function) -> set[str]:
    """The last names of a function's decorators."""
    called = (one.func if isinstance(one, ast.Call) else one for one in code.decorator_list)
    return {one.attr if isinstance(one, ast.Attribute) else ast.unparse(one) for one in called}


def _abstract(code: Function) -> bool:
    return any(isinstance(node, ast.Raise) and "NotImplementedError" in ast.unparse(node) for node in code.body)


def _is_done(test: ast.expr) -> bool | None:
    """Whether a condition says that the interaction is acknowledged (True), that it is not (False), or neither."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = _is_done(test.operand)
        return None if inner is None else not inner
    return True if ast.unparse(test).endswith(".response.is_done()") else None
