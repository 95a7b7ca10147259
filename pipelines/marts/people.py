"""The mart `people`: one person under one name however spelt, each merge with its reason.

Names are compared by the one rule there is (`alike`, in extractors/facts/meetings/people.py), and that alone makes
nobody one. Two spellings are one person only where both sit for one council, or on one committee where a council is
not printed; where no list names both; and where they are no more than a slip of the pen, a short form or an initial
apart. A name that could be several people's is nobody's but its own. A surname alone never will do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

import duckdb
from rapidfuzz.distance import OSA

from extractors.facts.meetings.people import alike
from extractors.reference import load
from pipelines.marts.committees import Committees
from pipelines.marts.rows import Row, ask, likeness_key

_VOWELS = frozenset("aeiouy")
_SHORT, _LONG, _LONGEST = 4, 7, 8
"""Letters that a name needs for one to be doubled, one to be other, two to be other."""


@dataclass
class _Person:
    """One person as far as is known: their rows of `attendance`, and why these are of one."""

    rows: list[Row]
    committees: set[int]
    reasons: list[str] = field(default_factory=list)

    @property
    def names(self) -> Counter[str]:
        return Counter(row["person"] for row in self.rows)

    @property
    def name(self) -> str:
        """The name most often printed; of several the last."""
        names, last = self.names, {row["person"]: place for place, row in enumerate(self.rows)}
        return max(names, key=lambda name: (names[name], last[name]))

    @property
    def organisation(self) -> str | None:
        return next((row["organisation"] for row in self.rows if row["organisation"]), None)

    @property
    def sex(self) -> str | None:
        return next((sex for row in self.rows if (sex := _sex(row))), None)

    @property
    def lists(self) -> set[tuple[object, ...]]:
        """The lists that name the person: one pack's, of one meeting."""
        return {(row["pack_id"], row["body"], row["meeting_date"]) for row in self.rows}


Reason = Callable[[_Person, _Person], str | None]
"""Why the second is the first, where nothing speaks against it; None where they are not held to be."""


def read_people(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """One row per person, by organisation and name."""
    rows = ask(connection, "SELECT * FROM attendance ORDER BY meeting_date, pack_id, page, top")
    committees = Committees(rows)
    people = _by_name(rows, committees)
    reasons: tuple[Reason, ...] = (_same_name, _other_spelling, _initial)
    for reason in reasons:  # surest first
        people = _merged(people, reason)
    made = [_row(person, committees) for person in people]
    return sorted(made, key=lambda row: (row["organisation"] or "", row["person"]))


def _by_name(rows: Iterable[Row], committees: Committees) -> list[_Person]:
    """A person for every name of a council; where none is printed, for every name of a committee."""
    found: dict[tuple[object, ...], _Person] = {}
    for row in rows:
        committee, organisation = committees.of(row), row["organisation"]
        key = (likeness_key(row["person"]), _sex(row), organisation, None if organisation else committee)
        person = found.setdefault(key, _Person([], set()))
        person.rows.append(row)
        person.committees.add(committee)
    return list(found.values())


def _merged(people: Sequence[_Person], reason: Reason) -> list[_Person]:
    """The people, those made one that are one. Of three, of whom two are not each other, the third is neither."""
    kin: dict[int, set[int]] = defaultdict(set)
    for one, other in _neighbours(people):
        if _possible(people[one], people[other]) and reason(people[one], people[other]):
            kin[one].add(other)
            kin[other].add(one)
    done: set[int] = set()
    gone: set[int] = set()
    for number in list(kin):
        family = {number, *kin[number]}
        if number in done or any(family - {member} != kin[member] for member in family):
            continue
        first, *others = sorted(family, key=lambda member: (-len(people[member].rows), people[member].name))
        for other in others:
            why = reason(people[first], people[other])
            people[first].reasons += [*([why] if why else []), *people[other].reasons]
        for other in others:
            people[first].rows = sorted(people[first].rows + people[other].rows, key=_when)
            people[first].committees |= people[other].committees
        done |= family
        gone |= set(others)
    return [person for number, person in enumerate(people) if number not in gone]


def _when(row: Row) -> tuple[str, str]:
    return str(row["meeting_date"] or ""), row["pack_id"]


def _neighbours(people: Sequence[_Person]) -> set[tuple[int, int]]:
    """Those who share a council or a committee, by their numbers."""
    found: dict[object, list[int]] = defaultdict(list)
    for number, person in enumerate(people):
        for place in {person.organisation, *person.committees} - {None}:
            found[place].append(number)
    return {pair for numbers in found.values() for pair in combinations(numbers, 2)}


def _possible(one: _Person, other: _Person) -> bool:
    if one.organisation and other.organisation and one.organisation != other.organisation:
        return False
    if one.sex and other.sex and one.sex != other.sex:
        return False
    return one.lists.isdisjoint(other.lists)


def _where(one: _Person, other: _Person) -> str:
    return "council" if one.organisation and one.organisation == other.organisation else "committee"


def _same_name(one: _Person, other: _Person) -> str | None:
    if likeness_key(one.name) != likeness_key(other.name):
        return None
    what = "title" if one.organisation == other.organisation else "council"
    return f"{other.name} is the same name on the same {_where(one, other)}, its {what} not printed everywhere"


def _other_spelling(one: _Person, other: _Person) -> str | None:
    for name, spelt in product(one.names, other.names):
        kind = alike(name, spelt)
        a, b = likeness_key(name).split(), likeness_key(spelt).split()
        if kind not in ("spelling", "short form") or not _given_names_agree(a, b) or not _slip(a[-1], b[-1]):
            continue
        if kind == "short form":
            why = f"{spelt.split()[0]} and {name.split()[0]} are forms of one name"
        elif _slip(a[0], b[0]) and (a[0] == b[0] or a[-1] == b[-1]):
            why = "the given names alike" if a == b or a[0] == b[0] else f"first names {_apart(a[0], b[0])}"
        else:
            continue
        return f"{spelt} is {name}: same {_where(one, other)} and surname, {why}"
    return None


def _initial(one: _Person, other: _Person) -> str | None:
    for name, spelt in product(one.names, other.names):
        a, b = likeness_key(name).split(), likeness_key(spelt).split()
        if (
            alike(name, spelt) == "initial"
            and 1 in (len(a[0]), len(b[0]))
            and _given_names_agree(a, b)
            and a[-1] == b[-1]
        ):
            return f"{spelt} is {name}: same {_where(one, other)} and surname, and nobody else there has the initial"
    return None


def _given_names_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the names between forename and surname begin alike, as far as both are printed."""
    return all(name[0] == spelt[0] for name, spelt in zip(one[1:-1], other[1:-1], strict=False))


def _slip(one: str, other: str) -> bool:
    """Whether two spellings differ by a slip of the pen: a letter doubled, two exchanged, in a long name one other.

    A first or last letter, or a vowel for a vowel, is more often another name: Paul and Paula, Frances and Francis.
    """
    if one == other:
        return True
    shortest, apart = min(len(one), len(other)), OSA.distance(one, other)
    if shortest < _SHORT or one[0] != other[0] or one[-1] != other[-1] or apart > (2 if shortest >= _LONGEST else 1):
        return False
    if _undoubled(one) == _undoubled(other):
        return True
    if len(one) == len(other):
        if sorted(one) == sorted(other):
            return True
        if any({a, b} <= _VOWELS for a, b in zip(one, other, strict=True) if a != b):
            return False
    return shortest >= _LONG


def _apart(one: str, other: str) -> str:
    letters = OSA.distance(one, other)
    return f"{letters} letter{'s' if letters > 1 else ''} apart"


def _undoubled(name: str) -> str:
    return "".join(letter for place, letter in enumerate(name) if name[place - 1 : place] != letter)


def _sex(row: Row) -> str | None:
    return next((sex for sex, titles in load("same_people").items() if row["title"] in titles), None)


def _row(person: _Person, committees: Committees) -> Row:
    """One person's row. Minutes read from two packs are one meeting."""
    status: dict[tuple[object, object], set[str]] = defaultdict(set)
    for row in person.rows:
        status[committees.of(row), row["meeting_date"]].add(row["status"])
    dates = [row["meeting_date"] for row in person.rows if row["meeting_date"]]
    return {
        "person": person.name,
        "organisation": person.organisation,
        "titles": sorted({row["title"] for row in person.rows if row["title"]}),
        "names": sorted(person.names),
        "merge_reason": "; ".join(person.reasons) or None,
        "meetings": len(status),
        "meetings_present": sum("present" in seen for seen in status.values()),
        "meetings_apologies": sum("apologies" in seen for seen in status.values()),
        "first_seen": min(dates, default=None),
        "last_seen": max(dates, default=None),
        "pack_ids": sorted({row["pack_id"] for row in person.rows}),
    }
