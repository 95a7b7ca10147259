"""Which meetings are of one committee. Many councils have a Cabinet: its name alone does not tell whose it is.

Meetings of one name are of one committee where the same council is printed for members of both, or where enough of
their members have the same names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pipelines.marts.rows import Row, likeness_key

_MEMBERS, _SHARE = 2, 0.25
"""Names that the lists of two meetings have in common at least, and the share of the shorter list that they are."""


class Committees:
    """The committees of rows of `attendance`, each by a number."""

    def __init__(self, rows: Iterable[Row]) -> None:
        members: dict[tuple[object, ...], set[str]] = defaultdict(set)
        councils: dict[tuple[object, ...], set[str]] = defaultdict(set)
        for row in rows:
            members[_sitting(row)].add(likeness_key(row["person"]))
            if row["organisation"]:
                councils[_sitting(row)].add(row["organisation"])
        of_body: dict[object, list[tuple[object, ...]]] = defaultdict(list)
        for sitting in members:
            of_body[sitting[1]].append(sitting)
        self._numbers = {sitting: number for number, sitting in enumerate(members)}
        for body, sittings in of_body.items():
            for place, one in enumerate(sittings):
                for other in sittings[:place] if body else ():
                    if self._numbers[one] != self._numbers[other] and (
                        councils[one] & councils[other] or _enough(members[one], members[other])
                    ):
                        self._join(self._numbers[one], self._numbers[other])

    def of(self, row: Row) -> int:
        """The number of the committee that a row's meeting was of."""
        return self._numbers[_sitting(row)]

    def _join(self, one: int, other: int) -> None:
        self._numbers = {sitting: one if number == other else number for sitting, number in self._numbers.items()}


def _sitting(row: Row) -> tuple[object, ...]:
    return row["pack_id"], likeness_key(row["body"]), row["meeting_date"]


def _enough(one: set[str], other: set[str]) -> bool:
    common = len(one & other)
    return common >= _MEMBERS and common >= _SHARE * min(len(one), len(other))
