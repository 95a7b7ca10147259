"""Who sat for whom: substitutes told of in notes, in lines below the lists and in the item on apologies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.facts.meetings.people import Person, read_people, strip_title, substituted

_ACTS = r"(?:substitut(?:e|ed|es|ing|ion)|deputis(?:ed|es|ing)|sub)"
_HOW = (
    r"(?:was |were |is )?(?:present |in attendance |attending |acting |appointed |nominated |attended )?"
    r"(?:as )?(?:a |the |his |her |their )?(?:in )?"
)
_FOR = re.compile(
    rf"(?P<who>[^.:;]{{3,80}}?)\s+{_HOW}{_ACTS}(?: member)? (?:for|on behalf of)\s+"
    r"(?P<whom>[^.;]{3,80}?)(?=\s+who\b|[.;]|$)",
    re.IGNORECASE,
)
_FOR_WHOM = re.compile(
    rf"(?P<whom>[^.;]{{3,80}}?),? for whom (?P<who>[^.;]{{3,80}}?)\s+{_HOW}(?:{_ACTS}|attend)", re.IGNORECASE
)
_AS_SUBSTITUTE = re.compile(
    rf"(?P<whom>[^.;]{{3,80}}?)\s+(?:had )?(?:sent|gave|given|submitted|tendered)\b[^.;]{{0,20}}\bapolog\w+[;,.]?\s+"
    rf"(?:and\s+)?(?P<who>[^.;]{{3,80}}?)\s+{_HOW}{_ACTS}\b(?! for)",
    re.IGNORECASE,
)
_NOTED = re.compile(
    rf"(?P<who>.{{3,60}}?)\s+{_HOW}{_ACTS}|(?P<instead>.{{3,60}}?) in (?:his|her|their) place", re.IGNORECASE
)

Substitution = tuple[str, str]
"""The name of a substitute and of the member who was stood in for."""


def speaks_of_substitute(text: str) -> bool:
    return re.search(r"substitut|deputis", text, re.IGNORECASE) is not None


def find_substitutes(texts: Sequence[str], absent: Sequence[Person]) -> list[Substitution]:
    """The substitutions that texts tell of, and those in the notes on members who are absent ("B substituting")."""
    found = [pair for text in texts if speaks_of_substitute(text) for pair in _told(text)]
    for person in absent:
        for note in person.notes:
            if match := _NOTED.match(note):
                found.extend(
                    (strip_title(other.name), person.name)
                    for other in read_people(match["who"] or match["instead"])[:1]
                )
    return found


def _told(text: str) -> Iterator[Substitution]:
    for pattern in (_FOR, _FOR_WHOM, _AS_SUBSTITUTE):
        for match in pattern.finditer(text):
            for person in read_people(match["who"])[-1:]:
                if pattern is _FOR:
                    name = substituted(f"for {match['whom']}")
                else:
                    name = next((other.name for other in read_people(match["whom"])[-1:]), None)
                if name:
                    yield strip_title(person.name), name
    for part in re.split(r"substitut\w*(?: members?)?\s*[:=-]\s*", text, flags=re.IGNORECASE)[1:]:
        for person in read_people(part):
            if person.substitute_for:
                yield person.name, person.substitute_for
