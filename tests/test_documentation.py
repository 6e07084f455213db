"""The documentation names files, modules and tests that are there, and the map of the sources has all of them."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    str(path.relative_to(ROOT))
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md"))
)
PROVED = ("docs/reliability.md", "docs/threats.md")
PACKAGES = ("nst", "bot", "cogs")
FOLDERS = (*PACKAGES, "tests", "docs", "benchmarks", "training")
TESTS = {
    name
    for path in (ROOT / "tests").rglob("*.py")
    for name in re.findall(r"^ *(?:async )?def (test_\w+)\(", path.read_text("utf-8"), re.MULTILINE)
}


def text(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def code(page: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`\n]+)`", text(page))


def is_there(dotted: str) -> bool:
    """Whether `nst.images` is a module, or `nst.images.decode` a name in one."""
    folder, *rest = dotted.split(".")
    path = ROOT / folder
    while rest and (path / rest[0]).is_dir():
        path /= rest.pop(0)
    if not rest:
        return path.is_dir()
    if (path / f"{rest[0]}.py").is_file():
        module, names = path / f"{rest[0]}.py", rest[1:]
    else:
        module, names = path / "__init__.py", rest
    known = module.read_text("utf-8")
    return all(re.search(rf"\b{name}\b", known) for name in names)


def headings(page: Path) -> set[str]:
    """The anchors of a page, as GitHub makes them."""
    lines = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


@pytest.mark.parametrize("page", PROVED)
def test_every_test_that_is_named_is_there(page: str) -> None:
    named = set(re.findall(r"\btest_\w+\b(?!\.py)", text(page)))
    modules = {path.stem for path in (ROOT / "tests").rglob("test_*.py")}
    assert named - TESTS - modules == set()


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_named_is_there(page: str) -> None:
    named = [
        name.partition("::")[0] for name in code(page) if re.match(rf"(?:{'|'.join(FOLDERS)})/[\w/.]+(?:::|$)", name)
    ]
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_module_that_is_named_is_there(page: str) -> None:
    named = [name for name in code(page) if re.fullmatch(rf"(?:{'|'.join(PACKAGES)}|training)(?:\.\w+)+", name)]
    assert [name for name in named if not is_there(name)] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    here = ROOT / page
    prose = re.sub(r"^```.*?^```|`[^`\n]+`", "", text(page), flags=re.MULTILINE | re.DOTALL)
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", prose) if "://" not in link]
    broken = []
    for link in links:
        name, _, anchor = link.partition("#")
        target = (here.parent / name) if name else here
        if not target.exists() or (anchor and anchor not in headings(target)):
            broken.append(link)
    assert broken == []


def test_the_readme_is_short_and_comes_to_the_point() -> None:
    words = text("README.md").split()
    assert len(words) <= 1200
    before = text("README.md").partition("\n## Connect it to Discord\n")[0]
    assert len(before.split()) <= 300, "how to connect stands within the first screen and a half"
    assert before.count("\n![") == 1
    commands = re.findall(r"```sh\n(.*?)```", before, re.DOTALL)[0].splitlines()
    assert [command.split()[0] for command in commands] == ["git", "cd", "make"]


def test_every_page_for_users_is_linked_from_the_readme() -> None:
    pages = {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")}
    assert pages - set(re.findall(r"\]\(([\w/.-]+)[)#]", text("README.md"))) == set()


def test_every_picture_is_shown() -> None:
    shown = {name for page in PAGES for name in re.findall(r"pictures/([\w.-]+)", text(page))}
    assert {path.name for path in (ROOT / "docs" / "pictures").iterdir()} - shown == set()


def rows() -> dict[str, str]:
    """The rows of the map: a folder or file of the sources, and what is said of it."""
    section = text("docs/architecture.md").split("\n## The map\n")[1].split("\n## ")[0]
    lines = re.findall(r"^\| (`.+`) \| (.+) \|$", section, re.MULTILINE)
    return {name: said for names, said in lines for name in re.findall(r"`([\w/.]+)`", names)}


def test_the_map_has_every_folder_and_module_of_the_top_two_levels() -> None:
    there = {
        f"{package}/{path.name}{'/' if path.is_dir() else ''}"
        for package in PACKAGES
        for path in (ROOT / package).iterdir()
        if path.suffix == ".py" or (path.is_dir() and any(each.suffix != ".pyc" for each in path.rglob("*.*")))
    }
    missing = there - set(rows())
    assert {name for name in missing if not name.endswith(("/__init__.py", "/__pycache__/"))} == set()


def test_the_map_names_nothing_that_is_not_there() -> None:
    """A row on a folder names modules of it; one on a file may name its siblings."""
    wrong = []
    for place, said in rows().items():
        path = ROOT / place
        folder = path if path.is_dir() else path.parent
        modules = {each.stem for each in folder.iterdir()}
        named = re.findall(r"`([a-z_]+)`", said)
        wrong += [f"{place}: {name}" for name in named if name not in modules]
        wrong += [place] * (not path.exists())
    assert wrong == []


def test_the_map_is_one_page() -> None:
    assert len(text("docs/architecture.md").splitlines()) <= 125


def test_every_threat_is_stopped_by_a_test_or_said_not_to_be() -> None:
    threats = [line for line in text("docs/threats.md").splitlines() if line.startswith("| ") and "---" not in line]
    threats = [row for row in threats if not row.startswith("| what they could want")]
    assert len(threats) > 30
    unproved = [row for row in threats if "`test_" not in row and "*" not in row]
    assert len(unproved) <= 1, "what Discord itself forbids needs no test of ours"
