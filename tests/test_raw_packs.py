from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from pipelines import raw_packs
from pipelines.raw_packs import find_raw_packs, read_raw_pack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "raw_packs"
    made.mkdir()
    return made


def found(*paths: Path) -> dict[str, str | None]:
    return {raw.name: raw.refused for raw in find_raw_packs(paths)}


def test_a_folder_gives_its_pdfs_and_nothing_else(folder: Path) -> None:
    (folder / "2024").mkdir()
    for name in ("b.PDF", "2024/a.pdf", "notes.txt", ".hidden.pdf"):
        (folder / name).write_bytes(b"words")

    assert found(folder) == {"b.PDF": None, "a.pdf": None}


def test_a_file_that_is_named_is_tried_whatever_its_name(folder: Path) -> None:
    (folder / "notes.txt").write_bytes(b"words")

    assert found(folder / "notes.txt") == {"notes.txt": None}


def test_a_file_named_twice_is_taken_once(folder: Path) -> None:
    (folder / "a.pdf").write_bytes(b"words")

    assert len(list(find_raw_packs([folder, folder / "a.pdf"]))) == 1


def test_an_empty_file_is_refused(folder: Path) -> None:
    (folder / "a.pdf").touch()

    assert found(folder) == {"a.pdf": "the file is empty"}


def test_a_link_out_of_the_folder_is_refused_and_one_inside_is_not(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "private.pdf").write_bytes(b"words")
    (folder / "a.pdf").write_bytes(b"words")
    (folder / "inside.pdf").symlink_to("a.pdf")
    (folder / "outside.pdf").symlink_to(tmp_path / "private.pdf")

    assert found(folder) == {"a.pdf": None, "inside.pdf": None, "outside.pdf": "a link that leads out of the folder"}


def test_what_is_no_regular_file_is_refused(folder: Path) -> None:
    os.mkfifo(folder / "pipe.pdf")

    assert found(folder) == {"pipe.pdf": "not a regular file"}


def test_a_link_to_nothing_is_refused(folder: Path) -> None:
    (folder / "gone.pdf").symlink_to("nowhere.pdf")

    assert found(folder) == {"gone.pdf": "cannot be opened: No such file or directory"}


def test_a_file_too_large_is_refused_unread(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw_packs, "MAX_BYTES", 4)
    (folder / "a.pdf").write_bytes(b"words")

    assert found(folder) == {"a.pdf": "larger than 0 MB"}
    with pytest.raises(ValueError, match="larger than"):
        read_raw_pack(folder / "a.pdf")


def test_a_file_is_known_by_its_bytes(folder: Path) -> None:
    (folder / "a.pdf").write_bytes(b"words")

    (raw,) = (raw.digested() for raw in find_raw_packs([folder]))

    assert raw.sha256 == hashlib.sha256(b"words").hexdigest()
