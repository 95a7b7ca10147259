"""The parts of a resolution: lettered and numbered paragraphs that belong to the sentence before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.facts.meetings.paragraph import Paragraph
from extractors.facts.meetings.wording import is_one_of

_MARK = re.compile(
    r"\(?(?P<mark>\d{1,2}|[a-z]{1,2}|[ivxl]{1,6}|[A-Z])(?:\)|\.(?!\d))\s*(?=\S)|(?P<bare>\d{1,2})\s+(?=That\b|to\b)"
)
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"]
_OPEN = re.compile(r"(?::\s*[-–—]?|[-–—]|\bthat|\bto|\bbe|;|,|;? and|;? or)$", re.IGNORECASE)
_CLAUSE = re.compile(r"[\"'“‘]?(?:that|to|and|or)\b|[\"'“‘]?[a-z]")

Count = tuple[str, int]
"""The way a part is counted ("1", "a", "i", "A") and its place."""


def take_parts(lead: str, following: Sequence[Paragraph]) -> int:
    """How many of the paragraphs after `lead` are parts of it.

    Parts count on from one another ((a), (b), …), within each other too; where the lead stops at a colon or in
    mid-sentence, what follows it belongs to it whether counted or not.
    """
    stack: list[Count] = [_inline(lead)] if _inline(lead) else []  # type: ignore[list-item]
    taken = 0
    last = lead
    bullets = False
    for paragraph in following:
        text = paragraph.text
        if is_one_of(text, "decisions", "stops") or (paragraph.heading and not _mark(text)):
            break
        unfinished = bool(_OPEN.search(last.rstrip(" *_")))
        counts = _mark(text)
        if counts:
            step = next((count for count in counts if _follows(stack, count, unfinished)), None)
            if step is None:
                break
            _push(stack, step)
        elif paragraph.bullet and (unfinished or bullets):
            bullets = True
        elif not (unfinished and (taken == 0 or _CLAUSE.match(text))) and not _goes_on(text, lead, last, taken):
            break
        taken += 1
        last = text
    return taken


def _goes_on(text: str, lead: str, last: str, taken: int) -> bool:
    """A further uncounted clause: "That …" after "RESOLVED: That …", or small letters after an open end."""
    if text.startswith("That "):
        return lead.rstrip().endswith(":") or "That " in lead or (taken == 0 and "that" not in lead.casefold())
    return bool(re.match(r"(?:and|or) ", text)) and taken > 0 and not last.endswith(".")


def _mark(text: str) -> list[Count]:
    """The ways to read the letter or number before a part: "(i)" is a roman one and the ninth letter."""
    match = _MARK.match(text)
    if not match:
        return []
    mark = match["mark"] or match["bare"]
    counts: list[Count] = []
    if mark.isdigit():
        return [("1", int(mark))]
    if mark in _ROMAN:
        counts.append(("i", _ROMAN.index(mark) + 1))
    if len(mark) == 1 and mark.islower():
        counts.append(("a", ord(mark) - 96))
    elif len(mark) == 2 and mark[0] == mark[1] and mark not in _ROMAN:
        counts.append(("a", 26 + ord(mark[0]) - 96))
    elif mark.isupper():
        counts.append(("A", ord(mark) - 64))
    return counts


def _inline(lead: str) -> Count | None:
    """The last part that stands in the lead's own paragraph: "RESOLVED: (1) That …"."""
    found = re.finditer(r"(?:[:–—-]\s*|\bthat\s+|^)(?=\(?\w{1,4}[).]\s)", lead)
    for match in reversed(list(found)):
        counts = _mark(lead[match.end() :])
        firsts = [count for count in counts if count[1] == 1]
        if firsts:
            return firsts[0]
    return None


def _follows(stack: Sequence[Count], count: Count, unfinished: bool) -> bool:
    style, place = count
    if any(held == style and place == last + 1 for held, last in stack):
        return True
    return place == 1 and unfinished and all(held != style for held, _ in stack)


def _push(stack: list[Count], count: Count) -> None:
    styles = [style for style, _ in stack]
    if count[0] in styles:
        del stack[styles.index(count[0]) :]
    stack.append(count)
