"""The councils whose pack it is, by their formal names: known ones, and others by the form of the name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from extractors.facts.organisations import Partners, explained, find_organisations, plain_name
from extractors.reference import load
from extractors.text.casing import own_letters

_NAME = r"[A-Z][\w'\u2019-]+(?:\s+(?:and|upon|on|with|of|the|under|in|le|&|[A-Z][\w'\u2019-]+)){0,5}?"
_LEAST_SHARE = 0.34  # of the mentions of the council named most: a partner, not a neighbour spoken of


@cache
def _formal() -> re.Pattern[str]:
    """A formal name: "London Borough of X", "X County Council". In capitals or mixed letters, never small."""
    data = load("bodies")
    openings = "|".join(re.escape(text) for text in sorted(data["council_openings"], key=len, reverse=True))
    closings = "|".join(
        re.escape(text) for text in sorted(data["council_closings"], key=len, reverse=True) if " " in text
    )
    return re.compile(
        rf"\b(?:(?i:{openings})\s+(?P<opened>[A-Z][\w'\u2019-]+(?:\s+(?:and|upon|on|&|AND|UPON|[A-Z][\w'\u2019-]+)){{0,3}})"
        rf"|(?P<closed>{_NAME})\s+(?i:{closings}))\b"
    )


def council_of(text: str) -> str | None:
    """The plain name of the one council that a heading names, and nothing else; None for any other text."""
    short = " ".join(text.split()).strip(" :.-\u2013")
    if not short or len(short) > 70:
        return None
    known = find_organisations(short)
    if len(known) == 1 and plain_name(short) == known[0]:
        return known[0] if known[0] not in load("councils")["others"] else None
    found = _formal().fullmatch(short)
    name = found["opened"] or found["closed"] if found else _in_capitals(short)
    return own_letters(name, ()) if name and _behind_body(name) == name else None


def _in_capitals(heading: str) -> str | None:
    """The name of a council that is called "X COUNCIL" and no more, where a heading is that and nothing else."""
    name = heading.removesuffix(" COUNCIL")
    others = {word.casefold() for word in load("councils")["not_names"]}
    words = name.split()
    is_name = name != heading and heading.isupper() and len(words) <= 3 and others.isdisjoint(name.casefold().split())
    return name if is_name else None


def councils_in(text: str) -> list[str]:
    """The councils named formally in running text, in order, repeats included."""
    if not re.search(r"council|borough|city of|county of", text, re.I):
        return []
    names: list[str] = []
    for found in _formal().finditer(text):
        known = find_organisations(_behind_body(found[0]))
        name = _behind_body(found["opened"] or found["closed"])
        names.append(own_letters(known[0] if known else re.sub(r"^(?:The|At|In|For|Of|And)\s+", "", name), ()))
    return names


def _behind_body(name: str) -> str:
    """What of a run of capitals is a council's: "Joint Committee Ashcomb" is a body's name and then Ashcomb's."""
    words = load("bodies")
    bodies = "|".join(re.escape(word) for word in (*words["words"], *words["not_in_names"]))
    return re.sub(rf"^.*\b(?:{bodies})\s+(?:and\s+)?", "", name)


def councils_of(headings: Sequence[str], texts: Sequence[str]) -> Partners:
    """The councils that the front sheet's headings name; else those that the file's text names most.

    With the abbreviations that the text explains.
    """
    counts = Counter(name for text in texts for name in councils_in(text))
    named = list(dict.fromkeys(name for text in headings for name in [council_of(text), *councils_in(text)] if name))
    counts = counts or Counter(name for text in texts for name in _plainly_named(text))
    if not named and counts:
        most = counts.most_common(1)[0][1]
        named = [name for name, count in counts.most_common() if count >= _LEAST_SHARE * most]
    return explained(list(dict.fromkeys(_whole_name(name, counts) for name in named)), texts)


def _plainly_named(text: str) -> list[str]:
    """What is called "X Council" and no more: many a council's own name, where no formal one is printed."""
    others = "|".join(re.escape(word) for word in load("councils")["not_names"])
    return re.findall(
        rf"(?<![\w-])(?!(?:{others})\b)([A-Z][\w'\u2019-]{{2,}}(?:\s(?!(?:{others}|Council)\b)[A-Z][\w'\u2019-]+)?)\sCouncil\b(?!\s[Tt]ax)",
        text,
    )


def _whole_name(name: str, counts: Counter[str]) -> str:
    """The name as the text has it where a line's end cut it: "Hallam" that is "East Hallam" wherever it is written."""
    longer = [other for other in counts if other.endswith(f" {name}") and plain_name(other) == other]
    return longer[0] if name not in counts and len(longer) == 1 else name
