"""Which program made a row: package version and a digest of everything that decides what is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

Part = tuple[str, ...]
"""Packages whose code decides something together."""

READERS: Part = ("extractors", "schemas")
MARTS: Part = ("pipelines.marts", "pipelines.corrections")
CORRECTIONS: Part = ("pipelines.corrections",)
SEARCH: Part = ("pipelines.search",)
SUFFIXES = frozenset({".py", ".yaml", ".csv"})

_taken: dict[Part, str] = {}


def software_version() -> str:
    """As `0.1.0+1f2e3d4c5b`. Changed code or reference data gives another version, and so a new load of every pack."""
    return f"{_release()}+{_digest(READERS)}"


def marts_version() -> str:
    """The same for the marts, which depend on their own code too."""
    return f"{software_version()}.{_digest(MARTS)}"


def search_version() -> str:
    """Of the code that makes the search index, whatever made the packs."""
    return f"{_release()}+{_digest(SEARCH)}"


def corrected_version(corrections: str) -> str:
    """The same for a pack with corrections, which depends on them and on the code that makes them."""
    digest = hashlib.sha256(f"{corrections}\0{_digest(CORRECTIONS)}".encode())
    return f"{software_version()}.{digest.hexdigest()[:10]}"


def digests() -> dict[Part, str]:
    """Of all that decides on versions, as this process goes by them: for `go_by` in those that it starts."""
    return {part: _digest(part) for part in (READERS, MARTS, CORRECTIONS, SEARCH)}


def go_by(taken: Mapping[Part, str]) -> None:
    """Speak of the same versions as the process that started this one, though files may have changed since."""
    _taken.update(taken)


@cache
def _release() -> str:
    return metadata.version("council-packs")


def _digest(part: Part) -> str:
    """Taken once: what is imported does not change with its file."""
    if part not in _taken:
        digest = hashlib.sha256()
        for path in _sources(part):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        _taken[part] = digest.hexdigest()[:10]
    return _taken[part]


def _sources(packages: Part) -> Iterator[Path]:
    for package in packages:
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            yield from sorted(path for path in Path(folder).rglob("*") if path.suffix in SUFFIXES)
