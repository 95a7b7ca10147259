"""Who moved and who seconded, as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extractors.reference import load

_OFFICE = (
    r"(?:[Tt]he\s+)?(?:Deputy\s+|Vice[- ]|Lord\s+|Assistant\s+)?"
    r"(?:(?:Leader|Mayor|Chair(?:man|person|woman)?|Provost|Convenor|Convener|President)(?:\s+of\s+the\s+[A-Z]\w+)?"
    r"|(?:(?:Cabinet|Executive|Lead)\s+Member|Portfolio\s+Holder)"
    r"(?:\s+for\s+[A-Z][\w-]*(?:,?(?:\s+(?:and|&))?\s+[A-Z][\w-]*)*)?)"
)
_POST = r"(?:\s*,\s*[^.;:]{3,120}?,)?"
_NOT_OF_NAME = re.compile(r"\s+(?:Voting|Amendment|Motion|Resolved|RESOLVED|That|The|Vote|It|On|And)\b.*$")


class Said(NamedTuple):
    """What was said before a decision, and whether it was on an amendment."""

    text: str
    amendment: bool


class Movers(NamedTuple):
    moved_by: str | None
    seconded_by: str | None


def find_movers(text: str) -> Movers | None:
    """Mover and seconder that a sentence names; None where it names no mover."""
    if not _hints().search(text):
        return None
    for pattern in _patterns():
        match = pattern.search(text)
        if match:
            seconder = match.groupdict().get("second")
            return Movers(_clean(match["mover"]), _clean(seconder) if seconder else _find_seconder(text))
    return None


def movers_for(said: Sequence[Said], *, amendment: bool) -> Movers:
    """Of what was said before a decision, the last that names the mover of what was decided.

    The mover of an amendment is not the mover of the motion: each is looked for in its own sentences.
    """
    for place in range(len(said) - 1, -1, -1):
        if said[place].amendment == amendment and (movers := find_movers(said[place].text)):
            if movers.seconded_by is None and place + 1 < len(said):  # "This was seconded by Cllr Bower."
                movers = Movers(movers.moved_by, _find_seconder(said[place + 1].text))
            return movers
    return Movers(None, None)


def _find_seconder(text: str) -> str | None:
    for pattern in _seconding():
        if match := pattern.search(text):
            return _clean(match["second"])
    return None


@cache
def _hints() -> re.Pattern[str]:
    """What every sentence that names a mover contains: most sentences do not, and need no closer look."""
    return re.compile(rf"{_verbs('moved')}|[Mm]otion|[Pp]rop")


@cache
def _seconding() -> tuple[re.Pattern[str], ...]:
    who, seconded = _who(), _verbs("seconded")
    return (
        re.compile(rf"(?P<second>{who}){_POST}\s+(?:\w+ )?{seconded}\b(?! by)"),
        re.compile(rf"{seconded} by:?\s+(?P<second>{who})"),
        re.compile(rf"[,;(]\s*(?:and\s+)?{seconded}:?\s+(?P<second>{who})"),
        re.compile(rf"[Ss]econder:?\s+(?P<second>{who})"),
    )


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    who, moved, seconded = _who(), _verbs("moved"), _verbs("seconded")
    second = rf"(?:[^.;]{{0,40}}?\b{seconded} by:?\s+(?P<second>{who}))?"
    motion = r"(?:motion|proposal|proposition) (?:by|of|from|moved by)"
    return (
        re.compile(rf"(?:{moved}) by:?\s+(?P<mover>{who}){second}"),
        re.compile(rf"\b(?:[Oo]n|[Uu]pon) (?:a|the) {motion}\s+(?P<mover>{who}){second}"),
        re.compile(
            rf"\b[Pp]rop(?:ose[rd])?[.:]?\s+\(?(?:by:?\s+)?(?P<mover>{who})[\s,;/.)]+"
            rf"(?:and\s+)?\(?[Ss]ec(?:onde[rd])?[.:]?\s+\(?(?:by:?\s+)?(?P<second>{who})"
        ),
        re.compile(rf"(?P<mover>{who}){_POST}\s+(?:then |also |formally |duly )?{moved}\b(?! by)"),
    )


@cache
def _who() -> str:
    """A person with title, or an office, as a pattern."""
    spellings = sorted(
        {word for listed in load("people")["titles"].values() for word in listed}, key=lambda word: (-len(word), word)
    )
    title = "(?:" + "|".join(re.escape(spelling.title()) for spelling in spellings) + r")\.?"
    word = rf"(?!(?:{'|'.join(load('votes')['not_movers'])})\b)[A-Z][\w'’.-]*"
    titled = rf"(?:{title}\s+)+[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*){{0,3}}"
    name = rf"(?:{titled}|{word}(?:\s+[A-Z][\w'’.-]*){{1,3}}|[A-Z]{{2,4}}\b)"
    return rf"(?:{_OFFICE}(?:\s*\([^)]*\))?|{name}(?:\s*\([^)]*\))?)"


def _verbs(name: str) -> str:
    words = {form for verb in load("votes")[name] for form in (verb, verb.upper(), verb.capitalize())}
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


def _clean(who: str) -> str:
    who = _NOT_OF_NAME.sub("", re.split(r"(?<=[a-z]{2})\.\s", who.strip(" ,.;:"))[0])
    return re.sub(r"\s*\([^)]*\)$", "", who).strip(" ,.;:")
