"""How list markers count: what follows "(b)", what begins a list, and which list is set inside another."""

from __future__ import annotations

import re

from extractors.text.markers import Marker

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_FIRST = ("a", "i", "1")


def next_marks(mark: str) -> tuple[str, ...]:
    """What may follow a bare mark: behind "1" is "2"; behind "h" is "i"; behind "i" are "ii" and "j"."""
    if mark.isdigit():
        return (str(int(mark) + 1),)
    following = []
    if mark in _ROMAN[:-1]:
        following.append(_ROMAN[_ROMAN.index(mark) + 1])
    if len(mark) == 1 and mark.isalpha() and mark != "z":
        following.append(chr(ord(mark) + 1))
    return tuple(following)


def counts_on(last: Marker, marker: Marker) -> bool:
    """Whether a marker is the next of the list that `last` is of."""
    if last.kind == "bullet" or marker.kind == "bullet":
        return last.kind == marker.kind
    if _shape(last) != _shape(marker):
        return False
    *above, mark = _parts(last)
    *other, following = _parts(marker)
    return above == other and following in next_marks(mark)


def begins(marker: Marker, under: Marker) -> bool:
    """Whether a marker may be the first of a list inside the part that has the marker `under`."""
    return marker.kind == "bullet" or _parts(marker) in ([first] for first in _FIRST) or is_part_of(marker, under)


def is_part_of(marker: Marker, under: Marker) -> bool:
    """Whether a marker is "2.1.1" under "2.1"."""
    parts = _parts(under)
    return len(_parts(marker)) > len(parts) and _parts(marker)[: len(parts)] == parts


def _parts(marker: Marker) -> list[str]:
    return [part for part in marker.text.strip("().").casefold().split(".") if part]


def _shape(marker: Marker) -> str:
    """The marker without what it counts: "(a)" and "(b)" are alike, "(a)" and "b)" are not."""
    return re.sub(r"[a-z]+", "a", re.sub(r"\d+", "1", marker.text.casefold()))
