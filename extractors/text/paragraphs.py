"""Lines to paragraphs: where one ends, and its text with line-end hyphens undone."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from statistics import median

from extractors.geometry import Box, union
from extractors.pages.page import Word
from extractors.reference import load
from extractors.text.lines import Line, join
from extractors.text.markers import BULLET, Marker, marker_of

_DESCENDING = re.compile(r"[gjpqyQ,;()\[\]{}|@$/]")
_WIDER = 1.2  # times the usual line pitch: more than that is a space between paragraphs
_SENTENCE_END = re.compile(r"[.:;?!][\"'\u2019\u201d)]*$")
_HOUR = re.compile(r"[ap]\.?m\b.*|noon|hrs|hours|-|\u2013", re.I)  # "10.30 am" is a time
_PART = re.compile(r"[^\W\d_]+")
_CAPITAL = re.compile(r"[A-Z]\.")
_NAMED = re.compile(  # an initial with a surname: "S. de Souza", "T. B. Lee", "J. Roe (Chair)", "A. Lee, B. Roe"
    r"[A-Z]\. (?:(?:de|van|von|der|den|la|le|du|da|di|del|al|el|ap|bin)\b|[A-Z]\. [A-Z]|[A-Z][\w'\u2019-]+(?:,| \())"
)
_NAME_WORDS = 8  # of a line that is a person's name, with title and role


@dataclass
class Paragraph:
    """Lines of one paragraph; `left` and `right` are the edges of the column that it stands in."""

    lines: list[Line]
    page: int
    left: float
    right: float
    marker: Marker | None = None
    label: tuple[Line, ...] = ()  # of a form's row: the label before the value
    more: list[tuple[int, list[Line]]] = field(default_factory=list)  # what stands on later pages or columns

    @property
    def box(self) -> Box:
        return union(line.box for line in (*self.label, *self.lines))

    @property
    def words(self) -> list[Word]:
        return [word for line in self.all_lines for word in line.words]

    @property
    def all_lines(self) -> tuple[Line, ...]:
        return (*self.label, *self.lines, *(line for _, lines in self.more for line in lines))

    @property
    def last_line(self) -> Line:
        return self.more[-1][1][-1] if self.more else self.lines[-1]

    @property
    def size(self) -> float:
        return float(median(line.size for line in self.all_lines))

    @property
    def bold(self) -> bool:
        """Whether every word is bold; a marker before it may be plain."""
        words = self.words
        return all(word.bold for word in (words[1:] if self.marker and len(words) > 1 else words))


def baseline(line: Line) -> float:
    """The line's baseline, or a steady distance under it: the foot of its words that have no descending letter."""
    feet = [word.box.bottom for word in line.words if not _DESCENDING.search(word.text)]
    return float(median(feet)) if feet else line.box.bottom - 0.15 * line.size


def pitches(columns: Iterable[Sequence[Line]]) -> dict[int, float]:
    """The usual distance of baselines within a paragraph, by type size (whole points)."""
    seen: defaultdict[int, Counter[float]] = defaultdict(Counter)
    for lines in columns:
        for above, line in itertools.pairwise(lines):
            if abs(above.size - line.size) < 0.6:
                pitch = baseline(line) - baseline(above)
                if 0.8 * line.size < pitch < 2.3 * line.size:
                    seen[round(line.size)][round(pitch * 2) / 2] += 1
    usual = {}
    for size, counts in seen.items():
        most = max(counts.values())
        # The closest pitch that is common: the commoner, wider one may be that between one-line paragraphs.
        usual[size] = min(pitch for pitch, count in counts.items() if count >= max(2, 0.2 * most) or count == most)
    if seen:
        # Display type is set no looser than the text: the lines of a title page are not one paragraph.
        body = max(seen, key=lambda size: seen[size].total())
        usual = {size: min(pitch, 1.12 * usual[body] / max(1, body) * size) for size, pitch in usual.items()}
    return usual


def paragraphs_of(
    lines: Sequence[Line], page: int, usual: Mapping[int, float], limit: float | None = None
) -> list[Paragraph]:
    """The paragraphs of one column of lines, top to bottom. `limit` is how far right the column may reach."""
    if not lines:
        return []
    left, right = min(line.box.x0 for line in lines), max(line.box.x1 for line in lines)
    wrapped = sum(line.box.x1 > right - 2 * line.size for line in lines) > 1
    if limit is not None and not wrapped:
        right = max(right, limit)
    made: list[Paragraph] = []
    for line in lines:
        if made and not _starts(made[-1], line, usual, right):
            made[-1].lines.append(line)
            continue
        made.append(Paragraph([line], page, left, right, _marker(line, made[-1] if made else None)))
    return made


def _pitch(line: Line, usual: Mapping[int, float]) -> float:
    return min(usual.get(round(line.size), 1.35 * line.size), 2.1 * line.size)


def _starts(paragraph: Paragraph, line: Line, usual: Mapping[int, float], right: float) -> bool:
    """Whether `line` begins a new paragraph after the one so far."""
    above = paragraph.lines[-1]
    pitch = baseline(line) - baseline(above)
    if pitch > _WIDER * _pitch(line, usual) + 0.5 or pitch < 0:
        return True
    if abs(line.size - above.size) > 0.09 * max(line.size, above.size):
        return True
    if _lists_person(above) and _lists_person(line) and not _runs_on(above):
        return True
    full = _full(above, line, right)
    if _marked(line, paragraph, full):
        return True
    ended = _SENTENCE_END.search(above.text) is not None
    if _changes_weight(above, line) and (ended or not full):
        return True
    if not full and ended and not _centred(above, line):
        return True
    if not full and not _centred(above, line) and _short(above, line, paragraph.left, right):
        return True
    # A first line set in, or a step out of a hanging paragraph, begins another.
    step = line.box.x0 - above.box.x0
    if len(paragraph.lines) > 1 and abs(step) > 1.5 * line.size and not _centred(above, line):
        return full is False or step > 0
    return False


def _changes_weight(above: Line, line: Line) -> bool:
    """Whether one line is bold and the other is plain, from end to end."""
    weights = [{word.bold for word in words} for words in (above.words, line.words)]
    return weights in ([{True}, {False}], [{False}, {True}])


@cache
def _titles() -> frozenset[str]:
    return frozenset(title.casefold() for title in load("bodies")["titles"])


def _lists_person(line: Line) -> bool:
    """Whether a line may be one of a list of names, each with its title: "Councillor Ann Brook (Chair)"."""
    return len(line.words) <= _NAME_WORDS and line.words[0].text.rstrip(".").casefold() in _titles()


def _runs_on(line: Line) -> bool:
    """Whether a line of names goes on: behind a comma, "and", "substitute for" or in a bracket still open."""
    return line.text.endswith((",", " and", "&", ";", " for", " of", " by")) or line.text.count("(") > line.text.count(
        ")"
    )


def _short(above: Line, line: Line, left: float, right: float) -> bool:
    """Whether the line above ended well before it had to: one entry of a list (names, an address) after another."""
    reach = (above.box.x1 - left) / max(1.0, right - left)
    first = line.text[0]
    if reach < 0.6 and (first.isupper() or first.isdigit() or "@" in line.text):
        return True
    same_word = above.words[0].text == line.words[0].text and first.isupper()
    return same_word and reach < 0.85 and not above.text.endswith((",", " and", "&"))


def _full(above: Line, line: Line, right: float) -> bool:
    """Whether the line above had no room for the first word of the next."""
    return above.box.x1 + line.words[0].box.width + 0.3 * line.size > right - 0.5 * line.size


def _centred(above: Line, line: Line) -> bool:
    return abs(above.box.centre[0] - line.box.centre[0]) < 3 and abs(above.box.x0 - line.box.x0) > 3


def _marked(line: Line, paragraph: Paragraph, full: bool) -> bool:
    """Whether the line begins with a marker of its own, not with a number or a dash that was wrapped to it."""
    if len(line.words) < 2:
        return False
    marker = marker_of(line.words[0])
    if marker is None or _is_initial(line, paragraph):
        return False
    hanging = paragraph.marker is not None and line.box.x0 < paragraph.lines[0].words[1].box.x0 - 2
    tab = _tab(line)
    if marker.kind == "bullet":
        return line.words[0].text not in "-–—*" or tab or hanging or not full
    if marker.text.isdigit() and not _set_off(line):
        return False
    if not full:
        return True
    # After a full line a wrapped "(a)" or "12" is text, unless a hanging paragraph steps out to it.
    return hanging if paragraph.marker is not None else tab and not marker.text.isdigit()


def _is_initial(line: Line, before: Paragraph | None) -> bool:
    """Whether a capital letter with a point is somebody's initial ("S. de Souza, T. Lee"), not a letter that counts.

    A letter counts where a tab sets it off, where it is bold, and where it follows on the letter before.
    """
    letter = line.words[0]
    if not _CAPITAL.fullmatch(letter.text) or _tab(line) or letter.bold:
        return False
    if before is not None and before.marker is not None and _CAPITAL.fullmatch(before.marker.text):
        return ord(letter.text[0]) != ord(before.marker.text[0]) + 1
    listed = before is not None and before.last_line.text.endswith((",", " and", "&", ";"))
    return bool(_NAMED.match(line.text)) or listed


def _tab(line: Line) -> bool:
    return line.words[1].box.x0 - line.words[0].box.x1 > 0.6 * line.size


def _set_off(line: Line) -> bool:
    """Whether a bare number is a marker: set off with a tab, or bold before bold capitals. "12 July 2019" is a date."""
    number, word = line.words[:2]
    return _tab(line) or (number.bold and word.bold and word.text.isupper())


def _marker(line: Line, before: Paragraph | None) -> Marker | None:
    marker = marker_of(line.words[0])
    if (
        marker is None
        or len(line.words) < 2
        or _is_initial(line, before)
        or (marker.text.isdigit() and not _set_off(line))
    ):
        return None
    if marker.kind == "decimal" and _HOUR.fullmatch(line.words[1].text):
        return None
    return marker


def text_of(lines: Sequence[Line], marker: Marker | None, vocabulary: Mapping[str, int]) -> str:
    """The paragraph as one line of text, line-end hyphens undone; a bullet is written as `•`."""
    text = ""
    for index, line in enumerate(lines):
        part = line.text
        if index == 0 and marker is not None and marker.kind == "bullet":
            part = f"{BULLET} {join(line.words[1:])}".rstrip()
        text = mend(text, part, vocabulary) if text else part
    return text


def mend(text: str, following: str, vocabulary: Mapping[str, int]) -> str:
    """Two lines of one paragraph joined. A hyphen at the line end goes where it only divided the word.

    `vocabulary` counts the words of the file in lower case: a word printed whole elsewhere settles what the hyphen is.
    """
    if not text.endswith(("-", "\u2010")) or len(text) < 2 or not text[-2].isalpha() or not following[:1].islower():
        joined_close = (
            text.endswith(("-", "\u2010")) and len(text) > 1 and text[-2].isalnum() and following[:1].isalnum()
        )
        return f"{text}{following}" if joined_close or text.endswith("/") else f"{text} {following}"
    before = _PART.findall(text[:-1])[-1].casefold()
    first_word = following.split()[0]
    after = _PART.match(first_word)
    if after is None:
        return f"{text}{following}"
    rest = after[0].casefold()
    whole, compound = vocabulary.get(before + rest, 0), vocabulary.get(f"{before}-{rest}", 0)
    divides = whole > compound if whole != compound else before not in vocabulary or rest not in vocabulary
    return f"{text[:-1]}{following}" if divides else f"{text}{following}"


def vocabulary_of(words: Iterable[Word]) -> Counter[str]:
    """How often each word of a file is printed, in lower case, hyphenated words as such and in their parts."""
    counts: Counter[str] = Counter()
    for word in words:
        lowered = word.text.strip(".,;:()'\"\u2018\u2019\u201c\u201d").casefold()
        counts[lowered] += 1
    return counts
