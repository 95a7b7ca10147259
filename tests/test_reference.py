"""Reference data: files that a clerk edits, and that must not bite."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors import reference

FILES = sorted(Path(reference.__file__).parent.glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_loads_and_says_what_it_is(path: Path) -> None:
    assert reference.load(path.stem)
    assert path.read_text(encoding="utf-8").startswith("#")


def test_a_column_headed_no_is_a_word_not_false(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "headers.yaml").write_text("ref: [No, Ref]\nwhen: [On]\nsince: [2019-04-01]\nsure: true\n")
    monkeypatch.setattr("extractors.reference.resources.files", lambda _: tmp_path)
    reference.load.cache_clear()
    assert reference.load("headers") == {"ref": ["No", "Ref"], "when": ["On"], "since": ["2019-04-01"], "sure": True}
    reference.load.cache_clear()


def test_an_unknown_file_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        reference.load("no_such_words")
