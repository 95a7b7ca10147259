"""Results of votes: "Motion carried", "the amendment was LOST by 23 votes to 30", "Agreed unanimously"."""

from __future__ import annotations

import re

from extractors.facts.meetings.language import operative_words
from extractors.facts.meetings.wording import plain
from extractors.reference import load

_AUXILIARY = (
    r"(?:was|were|is|then|therefore|duly|accordingly|declared|put to the vote and|as amended|unanimously|having been"
    r"|,|-|:|\s)*"
)
_HYPOTHETICAL = re.compile(r"\b(?:that|if|whether|should|would|unless|until|had)\b")
_VOTED = re.compile(r"\bput to (?:the|a) vote,? (?:and )?(?:was |were )?(?:then )?(?:rejected|refused|voted down)\b")
_MOST_WORDS = 14  # of a line that is nothing but a result


def speaks_of_amendment(text: str) -> bool:
    return re.search(r"\bamendments?\b", text, re.IGNORECASE) is not None


def result_line(text: str) -> str | None:
    """The kind of decision that a line makes which is nothing but the result of a vote; None for any other line."""
    words = plain(text).strip(" .*()[]-")
    if len(words.split()) > _MOST_WORDS or words.endswith(":"):
        return None
    return (
        result_in(text)
        if re.match(r"(?:the )?(?:" + _list("matters") + r")\b", words) or is_bare_result(words)
        else None
    )


def is_bare_result(words: str) -> bool:
    """Whether a plain text is the word of a result alone ("carried", "agreed unanimously")."""
    how = r"(?: unanimously| by a majority| nem\.? con\.?| without (?:a|any|further) .*)?"
    return re.fullmatch(rf"(?:{_list('carried')}|{_list('lost')}){how}", words) is not None


def result_in(text: str) -> str | None:
    """The result of a vote in a sentence: `resolved` for a motion carried, `rejected` for one lost, else None."""
    words = plain(text)
    for name, kind in (("lost", "rejected"), ("carried", "resolved")):
        own = [word for word in load("votes")[name] if word not in {"agreed", "approved", "rejected"}]
        verbs = "|".join(map(re.escape, own))
        told = re.search(rf"\b(?:{_list('matters')}|put to the vote and|declared)\s*{_AUXILIARY}(?:{verbs})\b", words)
        if told and not _HYPOTHETICAL.search(words[: told.start()]):
            return kind
    if lost := _VOTED.search(words):
        return None if _HYPOTHETICAL.search(words[: lost.start()]) else "rejected"
    bare = words.strip(" .:*()[]-")
    if is_bare_result(bare):
        if re.match(_list("lost"), bare):
            return "rejected"
        return operative_words().get(bare.split()[0], "resolved")
    return None


def _list(name: str) -> str:
    return "|".join(sorted(map(re.escape, load("votes")[name]), key=len, reverse=True))
