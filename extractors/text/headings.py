"""Which paragraphs are headings, and the path of headings above each passage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.text.paragraphs import Paragraph

_LONGEST = 220  # characters; a longer bold paragraph is text
_MOST_LINES = 4


@dataclass(frozen=True)
class Body:
    """The typography of a paper's running text: what a heading differs from."""

    size: float
    bold: bool


def body_of(paragraphs: Sequence[Paragraph]) -> Body:
    """The commonest type size by letters, and whether most of that is bold."""
    letters: Counter[float] = Counter()
    bold: Counter[float] = Counter()
    for paragraph in paragraphs:
        for word in paragraph.words:
            size = round(word.size * 2) / 2
            letters[size] += len(word.text)
            bold[size] += len(word.text) * word.bold
    if not letters:
        return Body(11.0, False)
    size = letters.most_common(1)[0][0]
    return Body(size, bold[size] > 0.7 * letters[size])


def is_heading(paragraph: Paragraph, text: str, body: Body) -> bool:
    """Whether the paragraph stands over others: larger, bold or in capitals, short, and no sentence."""
    if paragraph.label or paragraph.more or len(text) > _LONGEST or len(paragraph.lines) > _MOST_LINES:
        return False
    if paragraph.marker and paragraph.marker.kind == "bullet":
        return False
    letters = [char for char in text if char.isalpha()]
    if len(letters) < 3:
        return False
    sentence = text.endswith((".", ";", ",")) and len(text) > 60
    if sentence:
        return False
    larger = paragraph.size >= 1.12 * body.size
    bold = paragraph.bold and not body.bold
    capitals = sum(char.isupper() for char in letters) > 0.9 * len(letters) and len(letters) >= 5
    return larger or bold or (capitals and not text.endswith("."))


class Outline:
    """The headings that stand over the place reached so far, the outermost first."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.body = body_of(paragraphs)
        self._open: list[tuple[tuple[float, int, bool, bool], str]] = []

    def path(self) -> tuple[str, ...]:
        return tuple(text for _, text in self._open)

    def enter(self, paragraph: Paragraph, text: str) -> tuple[str, ...]:
        """Open a heading, closing those of its own and deeper levels. Returns the path above it."""
        rank = _rank(paragraph, text)
        while self._open and self._open[-1][0] >= rank:
            self._open.pop()
        above = self.path()
        self._open.append((rank, text))
        return above


def _rank(paragraph: Paragraph, text: str) -> tuple[float, int, bool, bool]:
    """Sorts headings, the highest first: by size, depth of numbering, bold before plain, capitals before not."""
    depth = 0
    if paragraph.marker and paragraph.marker.kind in ("number", "decimal"):
        depth = max(0, len([part for part in paragraph.marker.text.strip("().").split(".") if part]) - 1)
    letters = sum(len(word.text) for word in paragraph.words)
    bold = 2 * sum(len(word.text) for word in paragraph.words if word.bold) > letters
    return -float(round(paragraph.size)), depth, not bold, not text.isupper()
