"""What the README tells a new user to type does what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from packs_read import ROOT, publish
from typer.testing import CliRunner

from pipelines.cli.app import app
from pipelines.marts.build import build_marts
from pipelines.views import prepare
from pipelines.warehouse import Warehouse

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
QUERIES = re.findall(r'packs query "\s*(SELECT [^"…]*)"\n\n((?:    .*\n)*)', TEXT)
CALLS = re.findall(r"^    \.venv/bin/packs ([a-z].*?)(?:\s+#.*)?$", TEXT, re.MULTILINE)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of the sample packs that have a text layer."""
    warehouse = Warehouse(tmp_path_factory.mktemp("readme") / "warehouse")
    prepare(warehouse)
    for path in sorted((ROOT / "raw_packs").glob("*.pdf")):
        if "scanned" not in path.stem:
            publish(path, warehouse)
    build_marts(warehouse)
    return warehouse.root


def test_it_has_the_three_questions() -> None:
    assert len(QUERIES) == 3


@pytest.mark.parametrize(("sql", "answer"), QUERIES)
def test_each_question_has_the_answer_that_is_shown(sql: str, answer: str, samples: Path) -> None:
    result = CliRunner().invoke(app, ["query", sql, "-w", str(samples)], env={"COLUMNS": "140"})
    assert result.exit_code == 0, result.output
    assert [line.strip() for line in result.stdout.splitlines()] == [line.strip() for line in answer.splitlines()]


@pytest.mark.parametrize("call", [call for call in CALLS if not call.startswith("query")])
def test_each_call_names_a_command_and_options_that_exist(call: str) -> None:
    command, *words = shlex.split(call)
    shown = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"})
    assert shown.exit_code == 0
    assert [word for word in words if word.startswith("--") and word not in shown.stdout] == []


def test_the_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^    make (\w+)", TEXT, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_linked_file_exists() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert (ROOT / link).exists(), link
