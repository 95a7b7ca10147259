"""Which recommendations a decision answers, and how: agreed, amended, noted, rejected, deferred, or no match.

Decisions and recommendations meet where they stand under one item of one meeting: minutes number on through the year,
so the titles tell. Then in this order, each recommendation being answered once: by the decision that has its words; by
one that speaks of the report as a whole ("noted the report"); and where just one of each is left over, with the same
verb, by that one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from rapidfuzz import fuzz
from spacy.lang.en.stop_words import STOP_WORDS

from extractors.reference import load
from pipelines.marts.rows import Row, likeness_key

SAME_TITLE = 80.0
"""Likeness of two titles, of 100, from which they are held to be of one item."""
ANSWERS = 0.6
"""Share of a recommendation's words that a decision has, from which it is held to answer it."""
LEFT_OVER = 0.3
"""The same where it is the only one left that could."""
WORD_FOR_WORD = 0.85
"""Share of the words from which it is agreed as asked; below it was amended."""
ITS_OWN = 0.3
"""Share of a decision's words that are in no recommendation of its item, above which it was amended."""

Basis = Literal["words", "report"]


@dataclass
class _Decided:
    """A decision with the recommendations that it answers so far."""

    row: Row
    parts: list[frozenset[str]]
    answers: list[tuple[Row, float]] = field(default_factory=list)
    basis: Basis = "words"


def answers(decisions: Sequence[Row], recommendations: Iterable[Row]) -> dict[int, Row]:
    """The mart's columns on the recommendation, by place of the decision; none for one whose item has no report.

    Recommendations have the body and date of their pack, and `item_title`, the title of their item on the agenda.
    """
    asked: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in recommendations:
        if row["meeting_date"] is not None:
            asked[likeness_key(row["body"]), row["meeting_date"]].append(row)
    items: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, row in enumerate(decisions):
        meeting = likeness_key(row["body"]), row["meeting_date"]
        if meeting in asked and row["item_title"]:
            items[(*meeting, row["item_no"], likeness_key(row["item_title"]))].append(place)
    made: dict[int, Row] = {}
    for (body, date, *_), places in items.items():
        title = decisions[places[0]]["item_title"]
        if of_item := _of_item(title, asked[body, date]):
            decided = [_Decided(decisions[place], _parts(decisions[place]["text"])) for place in places]
            _match(decided, of_item)
            known = frozenset(word for row in of_item for word in content(row["text"]))
            made |= {place: _columns(one, known) for place, one in zip(places, decided, strict=True)}
    return made


def _of_item(title: str, asked: Sequence[Row]) -> list[Row]:
    """The recommendations of the one report, or of the reports alike, whose title or agenda item is most like this."""
    scored = [
        (max(_titles_alike(title, row["report_title"]), _titles_alike(title, row["item_title"])), row) for row in asked
    ]
    best = max(score for score, _ in scored)
    return [row for score, row in scored if score == best] if best >= SAME_TITLE else []


def _titles_alike(one: str, other: str | None) -> float:
    return fuzz.token_set_ratio(likeness_key(one), likeness_key(other)) if other else 0.0


def _match(decided: Sequence[_Decided], asked: Sequence[Row]) -> None:
    left = list(asked)
    able = [one for one in decided if not _of_amendment(one.row)]
    scores = sorted(
        ((_share(row, one), number, one) for one in able for number, row in enumerate(asked)),
        key=lambda score: (-score[0], score[1]),
    )
    for share, number, one in scores:
        if share >= ANSWERS and asked[number] in left:
            left.remove(asked[number])
            one.answers.append((asked[number], share))
    for one in able:
        if not one.answers and left and frozenset[str]().union(*one.parts) <= content(one.row["item_title"]):
            others = [other for other in able if other is not one and not other.answers]
            taken = [row for row in left if row["verb"] == "note"] if _notes(one.row) and others else list(left)
            if taken:
                one.basis = "report"
                one.answers = [(row, 1.0) for row in taken]
                left = [row for row in left if row not in taken]
    for verbs in (("note",), ("agree", "approve", "endorse", "delegate", "recommend", "consider")):
        rows = [row for row in left if row["verb"] in verbs]
        free = [one for one in able if not one.answers and _notes(one.row) == (verbs == ("note",))]
        if len(rows) == len(free) == 1 and (share := _share(rows[0], free[0])) >= LEFT_OVER:
            free[0].answers = [(rows[0], share)]


def _columns(one: _Decided, known: frozenset[str]) -> Row:
    if not one.answers:
        return {"answer": None if _of_amendment(one.row) else "no match"}
    answered = sorted(one.answers, key=lambda answer: (answer[0]["page"], answer[0]["ordinal"] or 0))
    first, likeness = answered[0][0], min(share for _, share in answered)
    return {
        "recommendation": "\n".join(row["text"] for row, _ in answered),
        "recommendation_pack_id": first["pack_id"],
        "recommendation_page": first["page"],
        "answer": _answer(one, likeness, known),
        "answer_basis": one.basis,
        "likeness": round(likeness, 3),
    }


def _answer(one: _Decided, likeness: float, known: frozenset[str]) -> str:
    kind = str(one.row["kind"])
    if kind in ("rejected", "deferred"):
        return kind
    if _notes(one.row):
        return "noted"
    said = frozenset[str]().union(*one.parts)
    own = len(said - known) / len(said) if said else 0.0
    return "agreed" if likeness >= WORD_FOR_WORD and own <= ITS_OWN else "amended"


def _share(asked: Row, one: _Decided) -> float:
    """The share of a recommendation's words that the part of a decision has that has most of them."""
    words = content(asked["text"])
    return max((len(words & part) / len(words) for part in one.parts), default=0.0) if words else 0.0


def _parts(text: str) -> list[frozenset[str]]:
    """The words of each part of a resolution in parts, and of all of it."""
    lines = [content(line) for line in text.splitlines()]
    return [*lines, content(text)] if len(lines) > 1 else lines


def _notes(decision: Row) -> bool:
    """Whether it takes note and does no more, whatever word it opens with ("RESOLVED that Cabinet note …")."""
    if decision["kind"] in ("noted", "received"):
        return True
    if decision["kind"] != "resolved":
        return False
    parts = [line for line in str(decision["text"]).splitlines() if content(line)]
    verbs = [{_verbs()[word] for word in _words(part) if word in _verbs()} for part in parts]
    return bool(parts) and all("note" in of_part and of_part <= {"note", "consider"} for of_part in verbs)


def _of_amendment(decision: Row) -> bool:
    return decision["kind"] == "rejected" and not set(load("answers")["not_the_motion"]).isdisjoint(
        _words(decision["text"])
    )


def content(text: str) -> frozenset[str]:
    """The words that say what a text is about: none that ask or decide, name the body, point at a paper, or are
    common.
    """
    return frozenset(word for word in _words(text) if word not in _empty_words())


def _words(text: str) -> Iterator[str]:
    return iter(likeness_key(text).split())


@cache
def _verbs() -> Mapping[str, str]:
    return {form: verb for verb, forms in load("recommendations")["verbs"].items() for form in forms}


@cache
def _empty_words() -> frozenset[str]:
    deciding = {word for words in load("decisions")["kinds"].values() for word in words}
    asked = {word for name in load("recommendations")["asked"] for word in likeness_key(name).split()}
    parts = set("abcdefghij") | {"i", "ii", "iii", "iv", "v", "vi", "joint", "asked"}
    return frozenset({*STOP_WORDS, *_verbs(), *deciding, *asked, *load("answers")["pointers"], *parts})
