"""Votes: how a decision was carried, as the minutes put it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extractors.facts.meetings.wording import plain
from extractors.reference import load

_BY_VOTES = re.compile(
    r"\b\d+ votes? (?:for )?(?:to|and) \d+(?: against)?(?:,? (?:with|and) \d+ abstentions?)?", re.IGNORECASE
)


def read_vote(text: str) -> str | None:
    """The vote that a text states: `unanimous`, `no votes against`, `majority`, or the count as printed; else None."""
    return count_in([text]) or _phrase(text)


def is_vote(text: str) -> bool:
    """Whether a sentence or line says nothing but how the vote went ("(Unanimous)", "For: 7 Against: 2")."""
    if count_in([text]):
        return len(re.sub(_count_pattern(), " ", text).split()) <= 12
    return _phrase(text) is not None and len(text.split()) <= 10 and not re.search(r"\bthat\b", text, re.IGNORECASE)


def count_in(texts: Iterable[str]) -> str | None:
    """The count of a vote as printed ("For (57) Against (0) Abstain (2)"), though names may stand between."""
    found: dict[str, str] = {}
    for text in texts:
        by_votes = _BY_VOTES.search(text)
        if by_votes:
            return by_votes.group()
        matches = list(_count_pattern().finditer(text))
        if len(matches) > 1 and not found and matches[-1].end() - matches[0].start() < 80:
            kinds = {_kinds()[plain(match["after"] or match["before"])] for match in matches}
            if {"for", "against"} <= kinds:
                return _closed(text[matches[0].start() : matches[-1].end()].strip(" ,;:-–—"))
        for match in _named_pattern().finditer(text):
            found.setdefault(_kinds()[plain(match["side"])], f"{match['side']} ({match['n']})")
        for match in matches:
            kind = _kinds()[plain(match["after"] or match["before"])]
            found.setdefault(kind, match.group().strip(" ,;:-–—"))
        if len(found) == 3:
            break
    if "for" not in found or "against" not in found:
        return None
    return " ".join(found[kind] for kind in found)


def _closed(count: str) -> str:
    """A count without the bracket that closes what stands around it: "(For 4, Against 1)"."""
    return count.rstrip(")") if count.count(")") > count.count("(") else count


def vote_of_all(texts: Iterable[str]) -> str | None:
    """What is said once of all decisions of a meeting ("All decisions were taken with no votes against")."""
    for text in texts:
        small = plain(text)
        if any(phrase in small for phrase in load("votes")["all_decisions"]):
            vote = _phrase(text)
            if vote:
                return vote
    return None


def _phrase(text: str) -> str | None:
    small = plain(text)
    for vote in ("no votes against", "unanimous", "majority"):
        if any(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", small) for phrase in load("votes")[vote]):
            return vote
    return None


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for kind, words in load("votes")["counts"].items() for word in words}


@cache
def _count_pattern() -> re.Pattern[str]:
    """A word of voting with its number behind it ("For (57)", "Against: 3") or before it ("7 votes for")."""
    words = "|".join(sorted(map(re.escape, _kinds()), key=len, reverse=True))
    number = r"\d{1,3}"
    return re.compile(
        rf"(?<!\w)(?P<before>{words})(?: the motion| the amendment)?\s*[-–—:=]?\s*\(?\s*(?P<n>{number})\s*\)?(?!\w|/)"
        rf"|(?<![\w/.])(?P<m>{number})\s+(?:votes?\s+|members?\s+|voted\s+|voting\s+)*(?P<after>{words})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _named_pattern() -> re.Pattern[str]:
    """A word of voting, the names of those who voted so, and their number behind them ("For: Cllrs Ash, Birch (2)")."""
    words = "|".join(sorted(map(re.escape, _kinds()), key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?P<side>{words})\s*[:–—-]+\s*[A-Z][^():;\d]{{2,900}}\((?P<n>\d{{1,3}})\)", re.IGNORECASE
    )
