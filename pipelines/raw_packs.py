"""The folder that PDFs are dropped in, and files named one by one. Names are for people: no path is made of one."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

MAX_BYTES = 1 << 30
"""Larger files are refused unread: the largest agenda packs known are a fifth of it."""


@dataclass(frozen=True, slots=True)
class RawPack:
    """A file to load; `refused` says why it is not even read. `sha256` is known once the file was digested."""

    path: Path
    name: str
    size: int | None = None
    written: int | None = None
    sha256: str | None = None
    refused: str | None = None

    def digested(self) -> RawPack:
        """With the hash of its bytes; refused where it cannot be read. One that is refused already stays as it is."""
        if self.refused is not None:
            return self
        try:
            with self.path.open("rb") as file:
                return replace(self, sha256=hashlib.file_digest(file, "sha256").hexdigest())
        except OSError as error:
            return replace(self, refused=f"cannot be opened: {error.strerror}")


def find_raw_packs(paths: Iterable[Path]) -> Iterator[RawPack]:
    """Every PDF under the folders, and every file named, in order, each once.

    In a folder only names that end in .pdf count, and hidden ones do not. A link that leaves its folder is refused.
    """
    seen: set[Path] = set()
    for path in paths:
        for found, folder in _candidates(path):
            if found not in seen:
                seen.add(found)
                yield _examine(found, folder)


def read_raw_pack(path: Path) -> bytes:
    """The bytes of a file. ValueError where it is larger than MAX_BYTES."""
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValueError(f"larger than {MAX_BYTES >> 20} MB")
    return data


def _candidates(path: Path) -> Iterator[tuple[Path, Path | None]]:
    if not path.is_dir():
        yield path, None
        return
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(".pdf") and not name.startswith("."):
                yield Path(folder, name), path


def _examine(path: Path, folder: Path | None) -> RawPack:
    name = path.name.encode(errors="replace").decode()
    if folder is not None and path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        return RawPack(path, name, refused="a link that leads out of the folder")
    try:
        about = path.stat()
    except OSError as error:
        return RawPack(path, name, refused=f"cannot be opened: {error.strerror}")
    refused = None
    if not stat.S_ISREG(about.st_mode):
        refused = "not a regular file"
    elif about.st_size == 0:
        refused = "the file is empty"
    elif about.st_size > MAX_BYTES:
        refused = f"larger than {MAX_BYTES >> 20} MB"
    return RawPack(path, name, about.st_size, about.st_mtime_ns, refused=refused)
