"""Sets of files that are replaced as a whole: one rename makes a new generation the one that counts.

root/<generation>/…    a complete set of files
root/current           a link to the generation that counts; readers come through it
root/.lock             held while a generation is made, so that two loaders do not step on each other
"""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Generations:
    """The generations under one folder."""

    root: Path

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the folder; waits for whoever has it. The system frees it when the holder dies."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / ".lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def current(self) -> Path | None:
        """The folder of the generation that counts; None where there is none."""
        link = self.root / CURRENT
        return self.root / link.readlink() if link.is_symlink() and link.exists() else None

    def begin(self) -> Path:
        """A fresh folder to write a generation in. Only while the lock is held."""
        fresh = self.root / f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S%f}"
        fresh.mkdir()
        return fresh

    def switch(self, fresh: Path) -> None:
        """Make a finished generation the one that counts. What it holds is on the disk before the link is."""
        sync_tree(fresh)
        aside = self.root / f"{fresh.name}.link"
        aside.symlink_to(fresh.name)
        aside.replace(self.root / CURRENT)
        sync(self.root)

    def sweep(self) -> None:
        """Remove every generation but the current one: superseded, or left by a killed load. Under the lock."""
        kept = self.current()
        for path in self.root.iterdir():
            if path == kept or path.name in (CURRENT, ".lock"):
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()


def sync(path: Path) -> None:
    """Have the system write a file or the entries of a folder to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """The same for a folder and all that is in it."""
    for path in folder.rglob("*"):
        sync(path)
    sync(folder)


def write_aside(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old or the new content, never a part."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_bytes(content)
    sync(aside)
    aside.replace(path)
