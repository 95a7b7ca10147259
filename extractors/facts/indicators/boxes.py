"""Figures in boxes around a chart ("Latest: 97%", "Target: 95%, Floor: 90%", "Previous: 96% (Green)"), not a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extractors.facts.arrows import Direction, points_to, sign_of
from extractors.facts.colours import Rag, rate_colour
from extractors.facts.dates import read_period
from extractors.facts.indicators.entries import Setting
from extractors.facts.indicators.figures import Part
from extractors.facts.indicators.labels import without_period
from extractors.facts.indicators.readings import Reading
from extractors.facts.ratings import Basis, rate_text
from extractors.facts.values import read_figure
from extractors.geometry import Box, union
from extractors.pages.page import Page, Word
from extractors.reference import load
from extractors.tables.table import Cell
from extractors.text.lines import Line, lines_of
from extractors.text.passage import Passage

if TYPE_CHECKING:
    from extractors.pack import Pack

_APART = 1.5  # type sizes between two boxes on one line
_BAND = 45.0  # points: boxes of one chart stand within this height
_ARROW = 40.0  # points: no arrow beside a heading is larger


@dataclass(frozen=True, slots=True)
class _Said:
    """One "Label: figure (rating)" of a box."""

    role: str  # latest, target, previous
    text: str
    remark: str | None
    box: Box


@dataclass(frozen=True, slots=True)
class _Title:
    """The heading of a chart."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class _Panel:
    """The boxes of one chart."""

    latest: _Said
    target: _Said | None
    previous: _Said | None

    @property
    def box(self) -> Box:
        return union(said.box for said in (self.latest, self.target, self.previous) if said is not None)


def has_boxes(page: Page) -> bool:
    """Whether the words of such boxes are on the page at all: labels with a colon, or all three labels without."""
    printed = {word.text.casefold().rstrip(",;") for word in page.words}
    labelled = {role for label, role in _roles().items() if f"{label.split()[-1]}:" in printed}
    bare = {role for label, role in _roles().items() if label in printed}
    return labelled >= {"latest", "target"} or bare >= {"latest", "target", "previous"}


def read_boxes(page: Page, taken: Sequence[Box], setting: Setting, pack: Pack) -> list[Reading]:
    """Readings of all boxes on a page outside the tables `taken`: two a chart where a previous figure is printed."""
    words = [word for word in page.words if not any(box.holds(*word.box.centre) for box in taken)]
    lines = lines_of(words, gap=_APART)
    panels = _panels(list(_said(lines)))
    passages = [passage for passage in pack.passages if passage.page == page.number]
    titled: list[tuple[_Panel, _Title]] = []
    for panel in panels:
        above = max((other.box.bottom for other in panels if other.box.bottom < panel.box.top), default=0.0)
        title = _title(passages, lines, panel, above)
        if title is not None:
            titled.append((panel, title))
    found: list[Reading] = []
    for panel, title in titled:
        below = min((other.box.top for _, other in titled if other.box.top > panel.box.bottom), default=page.height)
        remark = _remark(panel, below, passages)
        found.extend(_readings(panel, title, remark, page, words, setting))
    return found


def _said(lines: Sequence[Line]) -> Iterator[_Said]:
    """Every labelled figure; a label alone on its line has its figure from the line right under it."""
    for line in lines:
        text, box = line.text, line.box
        if re.fullmatch(rf"(?:{_labels()})\s*:?", text, re.IGNORECASE):
            under = next((other for other in lines if _is_under(line, other)), None)
            if under is None:
                continue
            text, box = f"{text.rstrip(': ')}: {under.text}", union([box, under.box])
        for match in _pattern().finditer(text):
            role = _roles().get(" ".join(match["label"].casefold().split()))
            if role:
                yield _Said(role, match["value"].strip(), match["remark"], box)


def _is_under(line: Line, other: Line) -> bool:
    apart = other.box.top - line.box.bottom
    return -2.0 < apart < 1.5 * line.size and line.box.x0 - 5 < other.box.centre[0] < line.box.x1 + 40


def _panels(said: Sequence[_Said]) -> list[_Panel]:
    """The boxes of each chart: a latest figure with the target or previous figure nearest to it, in its band."""
    found = []
    latest = sorted((one for one in said if one.role == "latest"), key=lambda one: (one.box.top, one.box.x0))
    for one in latest:
        beside = [other for other in latest if other is not one and abs(other.box.top - one.box.top) < _BAND]
        right = min((other.box.x0 for other in beside if other.box.x0 > one.box.x0 + 1), default=float("inf"))
        near = {
            role: min(
                (
                    other
                    for other in said
                    if other.role == role
                    and abs(other.box.top - one.box.top) < _BAND
                    and one.box.x0 - 1 <= other.box.x0 < right
                ),
                key=lambda other: abs(other.box.top - one.box.top) + abs(other.box.x0 - one.box.x0),
                default=None,
            )
            for role in ("target", "previous")
        }
        if near["target"] is not None and read_figure(one.text).value is not None:
            found.append(_Panel(one, near["target"], near["previous"]))
    return found


def _title(passages: Sequence[Passage], lines: Sequence[Line], panel: _Panel, above: float) -> _Title | None:
    """The heading over a chart, between the chart before and the boxes: the last heading or bold line.

    Where chart and heading are framed like a table they are no passages, and the lines of the page must do.
    """

    def fits(text: str, box: Box) -> bool:
        beside = box.x0 < panel.box.x1 and box.x1 > panel.box.x0
        named = re.search(r"[A-Za-z]{3}", text) and rate_text(text) is None and not _pattern().search(text)
        return above - 1 <= box.top < panel.box.top and beside and bool(named)

    headings = [
        _Title(passage.text, passage.box)
        for passage in passages
        if (passage.kind in ("heading", "caption") or passage.bold) and fits(passage.text, passage.box)
    ]
    bold = [line for line in lines if line.bold and len(line.words) > 1 and fits(line.text, line.box)]
    if not bold or (headings and headings[-1].box.top >= bold[-1].box.top - 1):
        return headings[-1] if headings else None
    title = [bold[-1]]
    for line in reversed(bold[:-1]):
        if abs(line.box.x0 - title[0].box.x0) > 3 or title[0].box.top - line.box.bottom > 0.6 * line.size:
            break
        title.insert(0, line)
    return _Title(" ".join(line.text for line in title), union(line.box for line in title))


def _readings(
    panel: _Panel, title: _Title, remark: str | None, page: Page, words: Sequence[Word], setting: Setting
) -> Iterator[Reading]:
    region = Box(0.0, title.box.top - 4, page.width, panel.box.bottom + 4)
    inside = [word for word in words if region.holds(*word.box.centre)]
    rag, basis = _rating(panel, title, inside, page)
    indicator = _without_rating(title.text)
    target = Part(panel.target.text, read_figure(panel.target.text)) if panel.target else Part(None)
    council = setting.organisations[0] if len(setting.organisations) == 1 else setting.fallback
    for said, when in ((panel.latest, setting.period), (panel.previous, setting.before)):
        if said is None:
            continue
        own = rate_text(said.remark or "")
        current = said is panel.latest
        yield Reading(
            indicator=indicator,
            cell=Cell(0, 0, said.text, page.number, said.box),
            organisation=council,
            period=read_period(said.remark or "", setting.year) or when,
            actual=Part(said.text, read_figure(said.text)),
            target=target if current else Part(None),
            rag=own[0] if own else rag if current else None,
            basis=own[1] if own else basis if current else None,
            direction=_direction(title, inside, page) if current else None,
            commentary=remark if current else None,
            directorate=setting.directorate,
        )


def _rating(panel: _Panel, title: _Title, words: Sequence[Word], page: Page) -> tuple[Rag | None, Basis | None]:
    """A colour's name standing alone or behind the heading, or the fill of the latest figure's box and of no other."""
    for line in lines_of(words, gap=_APART):
        said = rate_text(line.text)
        if said is not None and said[1] == "word":
            return said
    said = rate_text(_spoken(title.text)[-1])
    if said is not None and said[1] == "word":
        return said
    fills = {
        said.role: next((fill.colour for fill in reversed(page.fills) if fill.box.holds(*said.box.centre)), None)
        for said in (panel.latest, panel.target, panel.previous)
        if said is not None
    }
    rag = rate_colour(fills["latest"])
    if rag in ("R", "A", "G") and fills.get("target") != fills["latest"]:
        return rag, "fill"
    return None, None


def _direction(title: _Title, words: Sequence[Word], page: Page) -> Direction | None:
    """The arrow on the heading's line, printed or drawn."""
    band = Box(0.0, title.box.top - 12, page.width, title.box.bottom + 12)
    for word in words:
        sign = sign_of(word)
        if sign is not None and sign != "mark" and band.holds(*word.box.centre):
            return sign
    for shape in page.shapes:
        if band.holds(*shape.box.centre) and max(shape.box.width, shape.box.height) < _ARROW:
            pointed = points_to(shape.points)
            if pointed is not None:
                return pointed
    return None


def _without_rating(title: str) -> str:
    """A heading without the rating and the arrow printed on its line."""
    words = _spoken(title)
    while len(words) > 1 and (said := rate_text(words[-1])) is not None and said[1] == "word":
        words.pop()
    return without_period(" ".join(words)) or " ".join(words)


def _spoken(title: str) -> list[str]:
    """The words of a heading, arrows left out."""
    return [word for word in title.split() if re.search(r"[\w%£&]", word) or word in ("-", "–", "/")]


def _remark(panel: _Panel, below: float, passages: Sequence[Passage]) -> str | None:
    """The paragraphs under the boxes, up to the next heading or the next chart's."""
    text: list[str] = []
    for passage in passages:
        if not panel.box.bottom < passage.box.top < below:
            continue
        if passage.kind in ("heading", "caption") or _pattern().search(passage.text):
            break
        text.append(passage.text)
    return "\n".join(text) or None


@cache
def _roles() -> dict[str, str]:
    return {str(word).casefold(): role for role, words in load("kpi_headers")["boxes"].items() for word in words}


@cache
def _labels() -> str:
    return "|".join(re.escape(word) for word in sorted(_roles(), key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    """ "Label: figure (remark)"; the label opens its line, or follows a comma, a bar or a figure."""
    figure = r"[<>≤≥~]?\s?-?£?\s?[0-9][0-9,]*(?:\.[0-9]+)?\s?(?:%|k|m|bn|days?|weeks?|months?)?"
    return re.compile(
        rf"(?<!\w)(?P<label>{_labels()})\s*[:=]\s*(?P<value>{figure})(?![\w%])\s*(?:\((?P<remark>[^()]*)\))?",
        re.IGNORECASE,
    )
