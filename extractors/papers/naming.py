"""How text names a body that meets: behind "meeting of the", with or without its council's name before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors.reference import load

_SORTS = r"(?:[a-z-]+\s){0,3}?"  # of a meeting: "annual", "extraordinary", "adjourned ordinary"
_LEAD = re.compile(
    rf"\b(?:minutes?|proceedings|notes|record|decisions)\sof\s(?:the\s|an?\s)?"
    rf"(?:proceedings\s(?:of|at)\s(?:the\s|an?\s)?)?{_SORTS}meetings?\sof\s(?:the\s|an?\s)?"
    rf"|\bat\s(?:the\s|an?\s){_SORTS}meeting\sof\s(?:the\s|an?\s)?"
    r"|\b(?:minutes?|proceedings|notes|record|decisions)\sof\s(?:the\s|an?\s)?"
    r"|\bmeeting\sof\s(?:the\s|an?\s)?",
    re.I,
)
_END = re.compile(
    r"\b(?:to\sbe\s|will\sbe\s|was\s|is\sto\sbe\s|which\s\w+\sbe\s)?held\b|\b(?:will|to)\s(?:take\splace|meet)\b|,"
    r"|\bon\s(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d|\bat\s(?:\d|the\b)|\bcommenc|\(|\bmeeting\b",
    re.I,
)
_PART = re.compile(r"\([A-Z][a-z]+(?: [A-Z]?[a-z]+){0,3}\)")  # of a body's name: "Planning Committee (North)"
_FAR = 130  # characters behind a lead-in, in which a name ends
_WHERE = r"(?!\s+(?:chambers?|rooms?|house|offices?|suites?|hall|buildings?|cent(?:re|er))\b)"
_AFTER = re.compile(r"(?:\s+(?:[A-Z]\w*|[IVX]+|&|and|of|for|the))+", re.ASCII)


def after_lead(text: str, begins_by: int | None = None) -> str | None:
    """The name behind "Minutes of a meeting of the …"; None where there is none, or none that begins early enough."""
    for lead in _LEAD.finditer(text):
        if begins_by is not None and lead.start() >= begins_by:
            return None
        ends = [end.start() for end in _END.finditer(text, lead.end(), lead.end() + _FAR)]
        # A name may have a comma: "Policy, Finance and Staff Panel".
        for end in [*ends, min(len(text), lead.end() + _FAR)]:
            if name := named(text[lead.end() : end], whole=True):
                part = _PART.match(text, end)
                return f"{name} {part[0].strip()}" if part and text[lead.end() : end].strip().endswith(name) else name
    return None


def summoned_to(text: str) -> str | None:
    """The name behind "a meeting of the … to be held": in running text only a meeting that is still to come."""
    for lead in _LEAD.finditer(text):
        for end in _END.finditer(text, lead.end(), lead.end() + _FAR):
            if name := named(text[lead.end() : end.start()], whole=True):
                if re.search(r"be\sheld|place|meet$", end[0], re.I):
                    return name
                break
    return None


def named(text: str, *, whole: bool = False) -> str | None:
    """The text up to the word that says what sort of body it is, without a council's name before it.

    `whole` says that the text ends with the name, so that a few words behind that word are part of it.
    """
    match = _noun().match(text)
    if not match:
        return None
    name = " ".join(match.group().strip(" \n,.-–—'’").split())
    rest = text[match.end() :]
    further = _AFTER.fullmatch(rest.rstrip(" ,.-–—")) if whole and len(rest.split()) < 5 else None
    if further and not name.isupper():
        name = f"{name} {' '.join(further.group().split())}"  # "Planning Committee North"
    words = name.split()
    if "meeting" in name.casefold().split():
        return None  # "the minutes of the previous meeting. The Committee …"
    for cut in range(len(words) - 1, 0, -1):
        before, after = " ".join(words[:cut]), " ".join(words[cut:])
        authority = before.casefold().endswith("authority")  # its board goes by the whole name
        if is_council(before.rstrip("'’s")) and not authority and _noun().match(after):
            return re.sub(r"^(?:['’]s?|[-–—])\s+", "", after)
    return name if len(words) <= 12 else None


def is_council(name: str) -> bool:
    """Whether a name is that of a whole council ("X Borough Council", "City of X"), not of a body that it has."""
    text = " ".join(name.split()).casefold()
    openings = tuple(f"{opening.casefold()} " for opening in load("bodies")["council_openings"])
    if text.startswith(openings) and not re.search(rf"(?:{_words()})$", text.removesuffix(" council"), re.I):
        return True
    closings = tuple(f" {closing.casefold()}" for closing in load("bodies")["council_closings"] if " " in closing)
    if text.endswith(closings):
        return True
    return text.endswith(" council") and not _sort_of_council().fullmatch(text)


def is_joint(body: str | None) -> bool:
    """Whether a body's name says that several councils send members to it ("Joint Committee", "Fire Authority")."""
    words = set(re.findall(r"[\w-]+", (body or "").casefold()))
    return bool(words & {word.casefold() for word in load("bodies")["joint_words"]})


def is_local_council(body: str | None) -> bool:
    """Whether a body is a parish, town or community council or the like, which goes by its whole name."""
    closings = load("bodies")["local_council_closings"]
    return (body or "").casefold().endswith(tuple(f" {closing.casefold()}" for closing in closings))


def own_meeting(name: str) -> str:
    """What a council calls its own meeting: "X County Council" is "County Council", "X City Council" is "Council".

    A local council, whose one body is the council, goes by its whole name.
    """
    if is_local_council(name):
        return name
    return "County Council" if name.casefold().endswith(" county council") else "Council"


def whole_name(name: str, others: Sequence[str]) -> str:
    """A body's whole name among `others`, where `name` only says of what sort it is ("the Committee"), or of what sort
    the council is or the meeting ("Parish Council", "Full Council")."""
    sort = name.casefold()
    if sort in load("bodies")["sorts_of_body"]:
        return next((other for other in others if other.casefold().endswith(f" {sort}")), name)
    if not _sort_of_council().fullmatch(name.casefold()):
        return name
    whole = (other for other in others if is_local_council(other))
    return next((other for other in whole if not _sort_of_council().fullmatch(other.casefold())), name)


@cache
def ends_as_body() -> re.Pattern[str]:
    """A name that ends as a body's does: "Planning Committee", "Area Committee (North)", "Licensing Panel B"."""
    return re.compile(
        rf"(?:.*\s)?(?:{_words()})s?(?:\s+\([^()]{{1,40}}\)|\s+(?:No\.?\s*)?(?:[A-Z]|\d{{1,2}}|North|South|East|West|Central))?",
        re.I,
    )


@cache
def body_word() -> re.Pattern[str]:
    """A word that says what sort of body it is ("Committee", "Board") and no place ("Committee Room")."""
    return re.compile(rf"\b(?:{_words()})s?\b{_WHERE}", re.I)


def _words() -> str:
    return "|".join(re.escape(word) for word in sorted(load("bodies")["words"], key=len, reverse=True))


@cache
def _sort_of_council() -> re.Pattern[str]:
    """ "Full Council", "The District Council": the council without its name."""
    sorts = "|".join(re.escape(word.casefold()) for word in load("bodies")["sorts_of_council"])
    return re.compile(rf"(?:(?:{sorts})\s+)*council")


@cache
def _noun() -> re.Pattern[str]:
    nouns = f"{_words()}|{'|'.join(re.escape(word) for word in load('bodies')['words_in_minutes'])}"
    return re.compile(
        rf"\s*(?:[^\s]+\s+){{0,9}}?(?:{nouns})s?\b{_WHERE}(?:['’]s)?"
        rf"(?:[^\S\n]+(?:[^\s]+[^\S\n]+)?(?:{nouns})\b{_WHERE})*",
        re.I,
    )
