"""One figure in two tables: the same line, council and measure printed more than once in the papers of an item."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from extractors.checks.check import Outcome, box_of, page_of, plain
from extractors.checks.material import Material
from extractors.checks.places import Label, Place, Places, measure_of
from extractors.checks.said import shorten, words_of
from extractors.checks.slip import is_mistyped

_AGREED = 2  # figures that two tables must have in common before a third that differs is a slip
_NEAR = Decimal("0.05")  # of each other
_WRONG = 0.25  # the share of their common lines that may differ

Key = tuple[Label, str, str, frozenset[str]]
"""Line, council, measure and financial years: what makes two cells the same figure."""


def check_tables_agree(pack: Material) -> Iterator[Outcome]:
    """The figures that two tables of an item both print, line by line."""
    same: dict[Key, list[Place]] = defaultdict(list)
    for label, places in pack.places.by_label.items():
        for place in places:
            key = _key(label, place, pack.places)
            if key is not None:
                same[key].append(place)
    common: dict[tuple[str, str], list[tuple[Place, Place, list[Place]]]] = defaultdict(list)
    for places in same.values():
        by_table: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            by_table[place.sheet.table_id].append(place)
        single = [found[0] for found in by_table.values() if len({one.entry.value for one in found}) == 1]
        for at, one in enumerate(single):
            for other in single[at + 1 :]:
                if one.document_id in pack.item_of(other.document_id):
                    common[(one.sheet.table_id, other.sheet.table_id)].append((one, other, single))
    told: set[tuple[object, ...]] = set()
    for pairs in common.values():
        differ = [(one, other) for one, other, _ in pairs if not _equal(one, other)]
        agreed = len({(one.name, one.value) for one, other, _ in pairs if _equal(one, other) and one.value})
        if agreed < _AGREED or len(differ) > max(1, _WRONG * len(pairs)):
            continue
        for one, other, all_of_it in pairs:
            if not _equal(one, other) and not _is_slip(one, other):
                continue
            right, wrong = _which(one, other, all_of_it)
            spot = (wrong.sheet.table_id, wrong.fact["row"], wrong.fact["col"], _equal(one, other))
            if spot not in told:
                told.add(spot)
                yield _outcome(right, wrong, _equal(one, other))


def _key(label: Label, place: Place, places: Places) -> Key | None:
    """What identifies a figure; None for a total whose table does not say of what, and for an unnamed measure."""
    words = tuple(word for word in label if word != "total")
    if not words:
        title = re.sub(
            r"^[\w.]+\s*\|\s*|^(?:table|appendix)\s+[\w.]+\s*[-–:]?\s*", "", place.sheet.title, flags=re.IGNORECASE
        )
        words = tuple(word for word in places.label_of(title) if word != "total")
    measure = measure_of(str(place.fact.get("column_label") or "").rpartition(" | ")[2]) or measure_of(
        str(place.fact.get("column_label") or "")
    )
    if not words or (measure is None and not place.of_councils):
        return None
    return words, (place.of_councils and place.organisation) or "", measure or "", place.years


def _equal(one: Place, other: Place) -> bool:
    """Whether two cells print one figure: to the last digit of the coarser."""
    coarse = max(one.quantum, other.quantum)
    if one.quantum == other.quantum:
        return one.value == other.value
    return abs(one.value - other.value) <= coarse / 2 + min(one.quantum, other.quantum) / 2


def _is_slip(one: Place, other: Place) -> bool:
    """Whether two figures are so near that they are meant to be one: lines of one name need not be one thing."""
    apart = abs(one.value - other.value)
    few = apart <= 2 * max(one.quantum, other.quantum)
    return few or apart <= _NEAR * abs(one.value) or is_mistyped(one.entry.value, other.entry.value)


def _which(one: Place, other: Place, printed: Sequence[Place]) -> tuple[Place, Place]:
    """The figure to go by, and the one that differs: what most tables print is right, then what follows from its own
    row, else what came first.
    """
    first, later = sorted((one, other), key=lambda place: page_of(place.fact) or 0)
    votes = [(sum(_equal(place, each) for each in printed), _follows(place)) for place in (first, later)]
    return (later, first) if votes[1] > votes[0] else (first, later)


def _follows(place: Place) -> bool:
    """Whether a figure is the difference of two others of its row, to the last digit."""
    row = int(str(place.fact["row"]))
    others = [
        entry.value for (line, _), entry in place.sheet.entries.items() if line == row and entry is not place.entry
    ]
    return any(abs(a - b) == abs(place.entry.value) for a, b in combinations(others, 2))


def _outcome(right: Place, wrong: Place, same: bool) -> Outcome:
    factor = wrong.factor
    told, printed = (right.value / factor).normalize(), (wrong.value / factor).normalize()
    line = str(wrong.fact.get("line") or right.fact.get("line") or "total")
    if words_of(line) in ((), ("total",)):
        line = str(right.fact.get("line") or line)
    column = str(wrong.fact.get("column_label") or "")
    here, there = shorten(wrong.sheet.title, 70), shorten(right.sheet.title, 70)
    return Outcome(
        same,
        f"{line}, {column}: {here}, against {there} on page {right.fact['page']}",
        f"{line}, {column}: {wrong.fact['raw_text']} in {here}, {right.fact['raw_text']} in {there} "
        f"on page {right.fact['page']}",
        expected=f"{told:f}",
        actual=f"{printed:f}",
        difference=None if same else plain(Decimal(printed - told)),
        page=page_of(wrong.fact),
        box=box_of(wrong.fact),
    )
