"""Labels of decisions: "Decision:", "RESOLVED" on a line of its own, and what kind of decision stands behind them."""

from __future__ import annotations

import re

from extractors.facts.meetings.language import operative_words, sentences
from extractors.facts.meetings.operatives import find_operative, participles
from extractors.facts.meetings.results import is_bare_result
from extractors.facts.meetings.wording import phrases, plain

_LABEL = re.compile(r"(?P<label>[A-Za-z ]{4,40}?)\s*(?::\s*[-–—]?|\s[-–—])\s*(?P<rest>.*)")


def find_label(text: str) -> tuple[str, int] | None:
    """A decision's label at the head of a paragraph, and where what it labels begins (0: in the next paragraph)."""
    listed = phrases("decisions", "decision_labels")
    bare = plain(text).strip(" .:*/-")
    if listed.fullmatch(bare) and not is_bare_result(bare):
        return (bare, 0) if not text.rstrip().endswith(".") else None
    match = _LABEL.match(text)
    if match and listed.fullmatch(plain(match["label"])) and match["rest"]:
        return match["label"], match.start("rest")
    return None


def kind_of_label(label: str, said: str, body: str | None) -> str:
    """The label's own operative word; behind "Decision:" the operative word of what it says."""
    word = plain(label).split()[0]
    kind = operative_words().get(word, "recommended" if word.startswith("recommend") else "agreed")
    if word not in {"decision", "decisions", "outcome"}:
        return kind
    for span in sentences(said):
        if operative := find_operative(span, opens=True, body=body):
            return operative.kind
    return _first_verb(said) or "agreed"


def opening_kind(text: str) -> str | None:
    """The kind of the operative word that a part opens with ("(a) noted the report")."""
    word = re.match(r"(?:\(?\w{1,4}[).]\s+)?([\w-]+)", text)
    return operative_words().get(word.group(1).lower()) if word else None


def _first_verb(said: str) -> str | None:
    """The kind of the first operative word in a text, as a participle or as an order ("Note the report")."""
    for word in re.findall(r"[a-z-]+", plain(said)):
        for form in participles(word):
            if form in operative_words():
                return operative_words()[form]
    return None
