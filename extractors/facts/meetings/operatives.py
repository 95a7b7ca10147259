"""Whether a sentence of minutes records a decision, and of which kind: the operative word and who stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from extractors.facts.meetings.language import forms_in, operative_words
from extractors.facts.meetings.wording import plain
from extractors.reference import load

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_OFFICE_FILLED = re.compile(
    r"\b(?:chair|chairman|chairperson|vice-chair|vice-chairman|leader|mayor)\b.{0,120}"
    r"\b(?:would|will|should|shall|to) be "
    r"(?:re-?elected |elected |appointed )?(?:councillor|cllr|mayor|mr|mrs|ms|miss|dr|alderman|sir|lord)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:in|on|during|since|of)\s+(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:january|february|march|april|may|june|july|august|september|"
    r"october|november|december|20\d\d|19\d\d)\b",
    re.IGNORECASE,
)


_HOW = frozenset({"unanimously", "accordingly", "further"})  # adverbs that may stand before the word that opens
_COLONS = frozenset({":", ":-", "-", "–", "—"})


_MOST_NOTED = 12  # tokens behind "Members noted": a longer sentence remarks on what it notes


class Operative(NamedTuple):
    """A decision found in a sentence. `marked`: by a word in capitals or at a paragraph's head ("RESOLVED that")."""

    kind: str
    marked: bool


def find_operative(sentence: Span, *, opens: bool, body: str | None) -> Operative | None:
    """The decision that a sentence records, or None.

    `opens` says that the sentence is the first of its paragraph; `body` is the body that met: what another body agreed
    is no decision of this meeting.
    """
    kinds = _marks(sentence, opens=opens)
    if kinds:
        return Operative(_weightiest(kinds, sentence), marked=True)
    kinds = [kind for form in forms_in(sentence) if (kind := _of_form(sentence, *form, body))]
    return Operative(_weightiest(kinds, sentence), marked=False) if kinds else None


def _marks(sentence: Span, *, opens: bool) -> list[str]:
    """Kinds of the operative words in capitals, or of the one that opens the paragraph."""
    words = [token for token in sentence if token.is_alpha]
    if not words:
        return []
    markers = load("decisions")["markers"]
    shouted = sum(token.is_upper and len(token) > 1 for token in words) > max(3, 0.7 * len(words))
    kinds = [
        operative_words()[token.lower_]
        for token in words
        if token.is_upper and token.lower_ in markers and token.lower_ in operative_words() and not shouted
    ]
    first = next((token for token in words if token.lower_ not in _HOW), words[0])
    if not kinds and first.lower_ in markers and first.lower_ in operative_words():
        after = sentence.doc[first.i + 1].lower_ if first.i + 1 < sentence.end else "."
        if after in (load("decisions")["after_marker"] if opens else _COLONS):
            kinds = [operative_words()[first.lower_]]
    return kinds


def _of_form(sentence: Span, form: str, start: int, end: int, body: str | None) -> str | None:
    doc = sentence.doc
    word = doc[end].lower_
    kind = operative_words()[word]
    before = list(doc[sentence.start : start])
    after = list(doc[end + 1 : sentence.end])
    follows = after[0].lower_ if after else "."
    listed = load("decisions")
    if form == "impersonal":
        right = word in listed["impersonal"] and follows in {"that", "to", ",", ":", "by", "unanimously", "-", "–", "."}
        return kind if right and _is_introduction(before) else None
    if form == "joined":
        return kind if follows in {"that", "to"} and any(token.lower_ == "seconded" for token in before) else None
    if form == "passive":
        return kind if _is_decided(before, word, after, body) else None
    if word == "voted":
        return _voted_for(after)
    if word in listed["remarking"] and follows in listed["remarks"]:
        return None
    if not _is_introduction(before) or _is_history(before):
        return None
    if form == "members":
        if word in listed["remarking"]:  # "Members noted the report." and no more
            alone = not before and follows in {"the", "this"} and len(after) < _MOST_NOTED
            return kind if alone and any(token.lower_ in listed["things"] for token in after[:6]) else None
        fits = follows in {"that", "to", ":"} and (not before or before[-1].is_punct)
        return kind if fits and (follows != "that" or _commits(after)) else None
    if follows in {"with", "in", "at", "during"} and (
        len(after) < 2 or after[1].lower_ not in load("decisions")["manners"]
    ):
        return None
    return kind if _is_own(doc[start], end, body) else None


def _voted_for(after: list[Token]) -> str | None:
    """The kind of what a body "voted (unanimously) to" do, by the verb behind "to"."""
    words = [token.lower_ for token in after if token.lower_ not in load("decisions")["adverbs"]][:2]
    if len(words) < 2 or words[0] != "to":
        return None
    return next((kind for form in participles(words[1]) if (kind := operative_words().get(form))), "agreed")


def participles(verb: str) -> tuple[str, ...]:
    """Forms that the participle of a verb may have ("note": noted; "reject": rejected), the verb itself last."""
    return f"{verb}d", f"{verb}ed", verb


def _is_own(token: Token, end: int, body: str | None) -> bool:
    """Whether the subject is the body that met, by the noun of its name ("the Committee" of a Joint Committee)."""
    doc = token.doc
    entities = [entity for entity in doc.ents if entity.start <= end and entity.end > token.i]
    noun = entities[0][-1].lower_ if entities else token.lower_
    if body is None:
        return True
    words = set(re.findall(r"[\w-]+", plain(body)))
    return noun in words or noun.removeprefix("sub-") in words or any(word.endswith(noun) for word in words)


def _is_introduction(before: list[Token]) -> bool:
    """Whether the words before a clause only lead up to it: nobody's words, no condition, no relative clause."""
    if not before:
        return True
    reporting = load("decisions")["reporting"]
    if before[0].lower_ in load("decisions")["introductions"] and before[-1].text in {",", ":"}:
        return True
    return not any(token.lower_ in reporting for token in before)


def _is_history(tokens: Iterable[Token]) -> bool:
    text = " ".join(token.lower_ for token in tokens)
    return any(phrase in text for phrase in load("decisions")["history"]) or bool(_WHEN.search(text))


def _is_decided(before: list[Token], word: str, after: list[Token], body: str | None) -> bool:
    """Whether "… was agreed" tells of a decision on something that a body decides on, taken here and now."""
    listed = load("decisions")
    strong = operative_words()[word] in {"deferred", "rejected"}
    words = [token.lower_ for token in (_last_clause(before) if strong else before)]
    if (
        not words
        or any(small in load("decisions")["finite"] for small in words)
        or (set(words) & set(listed["no_decisions"]))
    ):
        return False
    clauses = [small for small in words if small in listed["reporting"]]
    if clauses and not (words[0] in load("decisions")["introductions"] and "," in words):
        return False
    if operative_words()[word] == "elected":
        near = [token.lower_ for token in after[:8]]
        return bool(set(near) & set(listed["posts"])) or _is_sent(before, after)
    if words[0] in load("decisions")["introductions"] and "," in words:
        words = words[len(words) - words[::-1].index(",") :]
    text = " ".join(words)
    minutes = any(small in {"minutes", "minute", "record"} for small in words[:5])
    things = [small for small in words[:7] if small in listed["things"]]
    if not things and not strong and not any(thing in text for thing in listed["things"] if " " in thing):
        return False
    if word in {"received", "confirmed"} and not (minutes or "reports" in words or "report" in words):
        return False
    if word == "signed" and not (minutes and any(token.lower_ == "record" for token in after)):
        return False
    if word == "received" and words[:1] and words[0] in {"a", "an"}:
        return False
    to_come = operative_words()[word] == "deferred"  # to a meeting in a month that is named
    if not minutes and (_is_history(before) or (_is_history(after[:8]) and not to_come)):
        return False
    signs = word == "signed" or any(token.lower_ == "signed" for token in after[:3])
    return signs or not _is_agent_another(after, body)  # whoever signs the minutes


def _last_clause(before: list[Token]) -> list[Token]:
    """The words from the last "and the …" on: what was told before is a clause of its own."""
    for index in range(len(before) - 2, 0, -1):
        if before[index].lower_ == "and" and before[index + 1].lower_ in {"the", "this", "it"}:
            return before[index + 1 :]
    return before


def _is_sent(before: list[Token], after: list[Token]) -> bool:
    """Whether a member is appointed to a body that has a name ("was appointed to the Orran Valley Partnership")."""
    if len(after) < 2 or after[0].lower_ not in {"to", "onto", "as"} or _is_history(before) or _is_history(after):
        return False
    names = [token for token in after[1:6] if token.is_title and token.lower_ != "the"]
    return bool(names) and any(token.lower_.rstrip(".") in _member_titles() for token in before[:3])


@cache
def _member_titles() -> frozenset[str]:
    people = load("people")
    return frozenset(spelling for title in people["member_titles"] for spelling in people["titles"][title])


def _is_agent_another(after: list[Token], body: str | None) -> bool:
    """Whether "by …" names somebody other than this body as the one who decided."""
    for index, token in enumerate(after[:3]):
        if token.lower_ == "by" and index + 1 < len(after):
            agent = [other.lower_ for other in after[index + 1 : index + 6]]
            own = set(re.findall(r"[\w-]+", plain(body or ""))) | {
                "members",
                "majority",
                "consensus",
                "all",
                "show",
                "votes",
            }
            return not (own & set(agent)) and not any(small.isdigit() for small in agent)
    return False


def _commits(after: list[Token]) -> bool:
    """Whether what members agreed is to be done, not merely thought."""
    return any(token.lower_ in {"should", "would", "be", "shall", "will", "to"} for token in after[:40])


def _weightiest(kinds: Iterable[str], sentence: Span) -> str:
    found = set(kinds)
    text = sentence.text
    kind: str = next(kind for kind in load("decisions")["precedence"] if kind in found)
    if kind in {"agreed", "approved"} and (_OFFICE_FILLED.search(text) or elects(text)):
        return "elected"
    if kind in {"noted", "received"} and (further := _agreeing().search(text)):
        return operative_words()[further.group(1).lower()]  # "noted … and agreed" is agreed
    return kind


def elects(text: str) -> bool:
    """Whether a sentence puts somebody into an office ("that Mr Gough be elected as Leader of the Council")."""
    words = re.findall(r"[\w'-]+", plain(text))
    listed = load("decisions")
    for index, word in enumerate(words):
        if word in listed["kinds"]["elected"] and set(words[index + 1 : index + 8]) & set(listed["posts"]):
            return True
    return False


@cache
def _agreeing() -> re.Pattern[str]:
    listed = load("decisions")["kinds"]
    words = "|".join([*listed["agreed"], *listed["approved"]])
    return re.compile(rf"\band (?:\w+ly )?({words})\b (?:to|that|the)\b", re.IGNORECASE)
