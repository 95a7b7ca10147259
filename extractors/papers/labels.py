"""Labels of head and contact blocks ("Subject:", "Report author") with what stands behind or under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractors.geometry import Box, union
from extractors.pages.page import Rule, Word
from extractors.papers.rulings import ruled_off
from extractors.reference import load
from extractors.text.columns import Row
from extractors.text.lines import Line

_WAY = r"(?:tel|telephone|email|e-mail|phone|mobile|ext|extn|extension)\b"
CONTACT = re.compile(
    rf"\S*@|\bwww\.|^\W*{_WAY}|[\s,;(|]{_WAY}\.?(?:\s+(?:no|number)\b\.?)?(?=\s*[:\d(+]|\s*$)|\+?\(?\d[\d ()]{{7,}}",
    re.I,
)
"""Where an address or a telephone number begins."""


_TO_CONTACT = re.compile(r"[\s,;:(|-]+(?:on|at|via|by|or)?[\s,;:(|-]*$", re.I)  # what leads from a name to its number


@dataclass(frozen=True)
class Labelled:
    """A label of a head block and what stands behind or under it, line by line."""

    kind: str  # `subject`, `author`, `contact`, `from`, `to`, `date`, `other`
    lines: tuple[str, ...]
    box: Box

    @property
    def text(self) -> str:
        return " ".join(self.lines)


@cache
def _labels() -> dict[str, str]:
    return {label.casefold(): kind for kind, labels in load("paper_heads")["labels"].items() for label in labels}


@cache
def label_openings() -> frozenset[str]:
    """The first words of the labels that tell a report."""
    return frozenset(
        label.split()[0].rstrip(":") for label, kind in _labels().items() if kind in ("subject", "author", "from")
    )


@cache
def _longest_label() -> int:
    return max(len(label.split()) for label in _labels())


def read_labels(rows: Sequence[Row], rules: Sequence[Rule] = ()) -> list[Labelled]:
    """The labels of head and contact blocks, with what stands behind them, or under them where nothing does.

    `rules` are the page's: in a ruled form a value ends with its cell.
    """
    made: list[Labelled] = []
    for index, row in enumerate(rows):
        for position, segment in enumerate(row.segments):
            found = _leading_label(segment, rows[index + 1 : index + 3], position)
            if found is None:
                continue
            kind, count = found
            if _among_heads(row, position, count):
                continue
            behind = segment.words[count:]
            beside = [part for part in row.segments[position + 1 :] if _leading_label(part, (), 1) is None]
            blocked = len(beside) < len(row.segments[position + 1 :])
            if behind or (beside and not blocked):
                first = (*behind, *(word for part in beside for word in part.words)) if not blocked else behind
                inline = bool(behind) and behind[0].box.x0 - segment.words[count - 1].box.x1 < 0.8 * segment.size
                wraps = inline and segment.words[0].box.x0 == row.segments[0].words[0].box.x0
                lines = _behind(first, rows[index + 1 :], segment, wraps, rules)
            else:
                right = min((part.box.x0 for part in row.segments[position + 1 :]), default=float("inf"))
                lines = _under(segment, right, rows[index + 1 :])
            box = union([segment.box, *(line.box for line in lines)]) if lines else segment.box
            made.append(Labelled(kind, tuple(line.text.strip() for line in lines), box))
    return made


def _among_heads(row: Row, position: int, count: int) -> bool:
    """Whether a label is one of the heads of a table ("No. | Action | Lead officer | Due | Status")."""
    amid = 0 < position < len(row.segments) - 2
    return amid and not row.segments[position].words[count - 1].text.endswith(":")


def _leading_label(segment: Line, following: Sequence[Row], position: int) -> tuple[str, int] | None:
    """The kind of the label that a segment begins with, and how many of its words are the label."""
    words = [word.text for word in segment.words]
    for count in range(min(len(words), _longest_label()), 0, -1):
        text = " ".join(words[:count])
        name = text.rstrip(" :-\u2013").casefold()
        kind = _labels().get(name)
        if kind is None:
            # A label wrapped to the next row: "Report author and contact" / "details:".
            kind = _wrapped_label(segment, count, name, following) if position == 0 else None
            if kind is None:
                continue
            return kind, count
        alone = count == len(words)
        tab = not alone and segment.words[count].box.x0 - segment.words[count - 1].box.x1 > 0.8 * segment.size
        change = not alone and segment.words[count - 1].bold and not segment.words[count].bold
        if text.endswith(":") or alone or tab or change:
            return kind, count
    return None


def _wrapped_label(segment: Line, count: int, name: str, following: Sequence[Row]) -> str | None:
    bold = segment.words[count - 1].bold
    ends = (
        count == len(segment.words)
        or (bold and not segment.words[count].bold)
        or (segment.words[count].box.x0 - segment.words[count - 1].box.x1 > 0.8 * segment.size)
    )
    if not following or not ends:
        return None
    below = following[0].segments[0]
    if abs(below.box.x0 - segment.box.x0) > 3 or below.box.top - segment.box.bottom > segment.size:
        return None
    for more in range(1, min(4, len(below.words)) + 1):
        wrapped = f"{name} {' '.join(word.text for word in below.words[:more])}".rstrip(" :-\u2013").casefold()
        if wrapped in _labels():
            return _labels()[wrapped]
    return None


def _behind(first: Sequence[Word], rows: Sequence[Row], label: Line, wraps: bool, rules: Sequence[Rule]) -> list[Line]:
    """The value that starts on the label's own row, with the rows below that keep to its left edge.

    `wraps` says that no tab stands between label and value: such a value may run on at the label's own edge.
    """
    lines = [Line(tuple(first))]
    edge = first[0].box.x0
    if wraps and rows and abs(rows[0].segments[0].box.x0 - label.box.x0) < 3:
        return _wrapped(lines, rows, rules)
    for index, row in enumerate(rows[:12]):
        above = lines[-1]
        if row.top - above.box.bottom > 1.0 * above.size or ruled_off(rules, above.box, row.whole().box):
            break
        words = tuple(word for segment in row.segments for word in segment.words if word.box.x0 >= edge - 3)
        before = [word for segment in row.segments for word in segment.words if word.box.x0 < edge - 3]
        if before and (
            _leading_label(Line(tuple(before)), rows[index + 1 : index + 3], 0) or before[0].box.x0 < label.box.x0 - 3
        ):
            break
        if before and (not before[0].bold or len(before) > 4) and not label.words[0].bold:
            break
        if before and before[0].bold and before[-1].text.endswith(":") and not words:
            continue  # the rest of a wrapped label
        if not words:
            if before and before[0].bold == label.words[0].bold and len(before) <= 3:
                continue
            break
        lines.append(Line(words))
    return lines


def _wrapped(lines: list[Line], rows: Sequence[Row], rules: Sequence[Rule]) -> list[Line]:
    """A value set as a paragraph: the rows below while the row above is full."""
    right = max(row.segments[-1].box.x1 for row in rows[:8])
    for row in rows[:4]:
        above, line = lines[-1], row.whole()
        close = line.box.top - above.box.bottom < 0.7 * line.size
        full = above.box.x1 + line.words[0].box.width > right - line.size
        if (
            not close
            or not full
            or ruled_off(rules, above.box, line.box)
            or _leading_label(row.segments[0], (), 0)
            or line.words[0].bold != above.words[-1].bold
        ):
            break
        lines.append(line)
    return lines


def _under(label: Line, right: float, rows: Sequence[Row]) -> list[Line]:
    """The value that stands in the label's column below it, to the next label, heading or gap."""
    lines: list[Line] = []
    bottom = label.box.bottom
    for row in rows[:14]:
        words = tuple(
            word
            for segment in row.segments
            for word in segment.words
            if label.box.x0 - 4 <= word.box.x0 and word.box.x1 <= right - 2 + 0.5 * word.size
        )
        if not words:
            continue
        line = Line(words)
        if line.box.top - bottom > 2.2 * line.size or _leading_label(line, (), 0):
            break
        if line.bold and label.bold and lines:
            break
        lines.append(line)
        bottom = line.box.bottom
    return lines


def people_of(lines: Sequence[str]) -> str | None:
    """Authors with their posts, as printed, out of the lines of a contact block: "A Name, Post; B Name, Post"."""
    people: list[list[str]] = []
    fresh = True
    for line in lines:
        contact = CONTACT.search(line)
        text = _TO_CONTACT.sub("", line[: contact.start()]).strip(" ,:;-\u2013") if contact else line.strip()
        if text:
            if fresh or not people:
                people.append([])
            people[-1].append(text)
            fresh = False
        if contact:
            fresh = bool(people)
            if fresh and not text and not people[-1]:
                people.pop()
    if not people:
        return None
    joined = []
    for parts in people[:4]:
        name = parts[0]
        for part in parts[1:4]:
            wraps = name.endswith(",") or part[:1].islower() or (len(parts) > 2 and part is not parts[1])
            name = f"{name} {part}" if wraps or name.endswith(("and", "-", "\u2013")) else f"{name}, {part}"
        joined.append(name.rstrip(" ,"))
    return "; ".join(joined)
