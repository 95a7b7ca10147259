"""The layers: extractors are pure, schemas know no pipeline, and only extractors/pages opens a PDF."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NETWORK = {"socket", "ssl", "http", "urllib", "requests", "httpx", "aiohttp", "ftplib", "smtplib"}
CLOCK = {"time"}
CLOCK_CALLS = {"now", "utcnow", "today"}
ORCHESTRATION = {"dagster", "pipelines", "typer", "rich", "duckdb"}


def modules(package: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((ROOT / package).rglob("*.py")):
        yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> set[str]:
    """Top-level packages that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("package", ["extractors", "schemas", "pipelines"])
def test_there_is_something_to_look_at(package: str) -> None:
    assert len(list(modules(package))) > 5


def test_extractors_know_no_pipeline_no_network_and_no_clock() -> None:
    forbidden = ORCHESTRATION | NETWORK | CLOCK | {"schemas"}
    assert {str(path): found for path, tree in modules("extractors") if (found := imported(tree) & forbidden)} == {}


def test_extractors_never_ask_what_time_it_is() -> None:
    asked = {
        f"{path}:{node.lineno}"
        for path, tree in modules("extractors")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK_CALLS
    }
    assert asked == set()


def test_schemas_know_neither_extractors_nor_pipelines() -> None:
    forbidden = {"extractors", "pipelines"} | NETWORK
    assert {str(path): found for path, tree in modules("schemas") if (found := imported(tree) & forbidden)} == {}


def test_only_the_page_layer_opens_a_pdf() -> None:
    outside = [(path, tree) for package in ("extractors", "schemas", "pipelines") for path, tree in modules(package)]
    opened = {
        str(path)
        for path, tree in outside
        if imported(tree) & {"pypdfium2"} and path.parts[:2] != ("extractors", "pages")
    }
    assert opened == set()
