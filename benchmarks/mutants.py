"""The standard mutants of a module: its source with one small mistake each, made with `ast`.

Left alone are docstrings, annotations, decorators, imports, and what is written to a log.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_OTHER_COMPARISONS: dict[type[ast.cmpop], tuple[ast.cmpop, ...]] = {
    ast.Eq: (ast.NotEq(),),
    ast.NotEq: (ast.Eq(),),
    ast.Lt: (ast.LtE(), ast.GtE()),
    ast.LtE: (ast.Lt(), ast.Gt()),
    ast.Gt: (ast.GtE(), ast.LtE()),
    ast.GtE: (ast.Gt(), ast.Lt()),
    ast.Is: (ast.IsNot(),),
    ast.IsNot: (ast.Is(),),
    ast.In: (ast.NotIn(),),
    ast.NotIn: (ast.In(),),
}
_OTHER_OPERATORS: dict[type[ast.operator], ast.operator] = {
    ast.Add: ast.Sub(),
    ast.Sub: ast.Add(),
    ast.Mult: ast.Div(),
    ast.Div: ast.Mult(),
    ast.Mod: ast.Mult(),
    ast.Pow: ast.Mult(),
    ast.BitAnd: ast.BitOr(),
    ast.BitOr: ast.BitAnd(),
}
_LEFT_ALONE = (ast.Import, ast.ImportFrom)
_LEFT_ALONE_FIELDS = {"annotation", "returns", "decorator_list", "ctx", "type_params"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one mistake: the line, what was changed into what, and the whole source."""

    line: int
    kind: str
    before: str
    after: str
    source: str


def mutants(source: str) -> list[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    tree = ast.parse(source)
    return sorted(_mutants(tree, tree), key=lambda one: one.line)


def _mutants(tree: ast.Module, parent: ast.AST) -> Iterator[Mutant]:
    for name, value in ast.iter_fields(parent):
        if name in _LEFT_ALONE_FIELDS:
            continue
        places = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for place, node in places:
            if not isinstance(node, ast.AST) or _left_alone(node):
                continue
            for kind, other in _variants(node):
                before, after = ast.unparse(node), ast.unparse(other)
                _put(parent, name, place, other)
                yield Mutant(getattr(node, "lineno", 0), kind, before, after, ast.unparse(tree))
                _put(parent, name, place, node)
            yield from _mutants(tree, node)


def _put(parent: ast.AST, name: str, place: int | None, node: ast.AST) -> None:
    if place is None:
        setattr(parent, name, node)
    else:
        getattr(parent, name)[place] = node


def _left_alone(node: ast.AST) -> bool:
    if not isinstance(node, ast.Expr):
        return isinstance(node, _LEFT_ALONE)
    return isinstance(node.value, ast.Constant) or ast.unparse(node).startswith("log.")  # a docstring or ...


def _variants(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """The mistakes at one place of a module."""
    yield from _of_conditions(node)
    yield from _of_values(node)
    yield from _of_tables(node)
    yield from _of_statements(node)


def _of_conditions(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Compare(left=left, ops=[operator], comparators=comparators):
            for other in _OTHER_COMPARISONS[type(operator)]:
                yield "comparison", ast.Compare(left, [other], comparators)
        case ast.BoolOp(op=op, values=values):
            yield "and/or", ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield "sign or not", operand
        case ast.If(test=test, body=body, orelse=orelse):
            yield "condition", ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield "condition", ast.IfExp(ast.UnaryOp(ast.Not(), test), body, orelse)


def _of_values(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Constant(value=bool() as flag):
            yield "constant", ast.Constant(not flag)
        case ast.Constant(value=int() | float() as number):
            yield "constant", ast.Constant(number + 1)
        case ast.Constant(value=str() as text):
            yield "text", ast.Constant(f"{text}XX")
        case ast.BinOp(left=left, op=op, right=right) if other := _OTHER_OPERATORS.get(type(op)):
            yield "arithmetic", ast.BinOp(left, other, right)


def _of_tables(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Dict(keys=keys, values=values):
            for at in range(len(keys)):
                yield "one fewer", ast.Dict(keys[:at] + keys[at + 1 :], values[:at] + values[at + 1 :])
        case ast.Set(elts=elements) if len(elements) > 1:
            for at in range(len(elements)):
                yield "one fewer", ast.Set(elements[:at] + elements[at + 1 :])
        case ast.Tuple(elts=elements, ctx=ast.Load()) | ast.List(elts=elements, ctx=ast.Load()):
            for at in range(len(elements)):
                yield "one fewer", type(node)(elements[:at] + elements[at + 1 :], ast.Load())


def _of_statements(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield "return", ast.Return(ast.Constant(None))
        case ast.Expr() | ast.Raise() | ast.AugAssign():
            yield "dropped", ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield "dropped", ast.Pass()
