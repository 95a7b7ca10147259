"""Page furniture told apart from text: page and item stamps, marks, running heads and feet, notices on blank pages.

Stamps are known by their words (reference data), running heads and feet by recurring at one place over several pages.
What is furniture stays on the page, in `furniture`, so that nothing printed is lost.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from statistics import median

from extractors.geometry import Box
from extractors.pages.page import Page
from extractors.pages.turning import upright
from extractors.reference import load
from extractors.text.lines import Line, lines_of

_BAND = 0.11  # of the height: where heads and feet stand
_MARGIN = 0.045  # of the height: no program sets text so near the edge
_FEET_SEEN, _HEADS_SEEN = 2, 3  # pages on which a line must recur; heads need more, since headings recur by chance
_DRIFT = 4.0  # points a running line may move from page to page
_APART = 0.9  # of the type size: the least space between a running line and the text
_COLUMNS = {True: 3, False: 4}  # so many lines side by side at the head, or at the foot, may be a row of a table
_HEAD = 0.06  # of the height: above it stands no paper's own title
_FAR = 2.0  # of the type size: no table's heading stands so far from its first row
_GAP = 2.0  # of the type size: what stands apart by more is a line of its own (foot left, page number right)


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near the head or foot of a page, in its own reading frame."""

    page: int  # index
    words: frozenset[int]  # ids of the page's words
    line: Line  # upright
    at_head: bool
    direction: int
    beyond: tuple[float, ...]  # the edges, facing this one, of the lines further into the page
    beside: int  # other lines on its baseline

    @property
    def signature(self) -> tuple[str, bool, int]:
        return re.sub(r"\d+", "#", self.line.text.casefold()), self.at_head, self.direction


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    """Regular expressions of one kind of stamp in stamps.yaml."""
    found = []
    for words in load("stamps")[kind]:
        pattern = re.escape(words).replace(r"\ ", r"\s+")
        pattern = pattern.replace(r"\{number\}", r"(\d{1,5})").replace(
            r"\{item\}", r"(\d{1,3}[a-z]?|(?-i:[A-Z])\d{0,2})"
        )
        found.append(re.compile(rf"\s*{pattern}\s*", re.IGNORECASE))
    return tuple(found)


def _match(kind: str, text: str) -> re.Match[str] | None:
    return next((match for pattern in _patterns(kind) if (match := pattern.fullmatch(text))), None)


def tell_furniture(pages: Sequence[Page]) -> list[Page]:
    """The pages with furniture moved out of `words`, and `label`, `item_stamp` and `status` set from it."""
    edges = [list(_edges(index, page)) for index, page in enumerate(pages)]
    running = _running(edges, pages)
    return [_dressed(page, edges[index], running[index]) for index, page in enumerate(pages)]


def _edges(index: int, page: Page) -> Iterable[_Edge]:
    for direction in {word.direction for word in page.words}:
        turned = [(word, upright(word, page)) for word in page.words if word.direction == direction]
        height = page.height if direction in (0, 180) else page.width
        band = _BAND * height
        ids = {id(seen): id(word) for word, seen in turned}
        for at_head in (True, False):
            near = [
                seen
                for _, seen in turned
                if (seen.box.top < 2 * band if at_head else seen.box.bottom > height - 2 * band)
            ]
            lines = lines_of(near, gap=_GAP)
            for line in lines:
                box = line.box
                if not (box.bottom < band if at_head else box.top > height - band):
                    continue
                yield _Edge(
                    index,
                    frozenset(ids[id(word)] for word in line.words),
                    line,
                    at_head,
                    direction,
                    tuple(other.box.top for other in lines if other.box.top > box.bottom - 1)
                    if at_head
                    else tuple(other.box.bottom for other in lines if other.box.bottom < box.top + 1),
                    sum(abs(other.box.bottom - box.bottom) < 2 for other in lines) - 1,
                )


def _running(edges: Sequence[Sequence[_Edge]], pages: Sequence[Page]) -> list[set[int]]:
    """Ids of the words of running heads and feet, page by page."""
    groups: dict[tuple[str, bool, int], list[_Edge]] = defaultdict(list)
    for page_edges in edges:
        for edge in page_edges:
            groups[edge.signature].append(edge)
    recurring: dict[int, list[_Edge]] = defaultdict(list)
    openings: set[int] = set()
    for (text, at_head, _), group in groups.items():
        for cluster in _clusters(group, at_head, pages):
            seen_on = {edge.page for edge in cluster}
            small = all(_in_margin(edge, pages[edge.page]) or _is_small_print(edge, pages) for edge in cluster)
            heads = _FEET_SEEN if small else _HEADS_SEEN
            if len(seen_on) < (heads if at_head else _FEET_SEEN) or len(cluster) > 1.5 * len(seen_on):
                continue  # words twice on one page are column headings
            if not re.search(r"[^\W\d_]", text) and not _counts_up(cluster):
                continue  # bare figures recur in tables too; a page number goes up with the pages
            for edge in cluster:
                recurring[edge.page].append(edge)
                if at_head and edge.page - 1 not in seen_on and _stands_out(edge.line, pages[edge.page]):
                    openings.add(id(edge))
    return [
        {
            word
            for edge in recurring[index]
            if id(edge) not in openings
            and not _in_grid(edge, page)
            and (_in_margin(edge, page) or _stands_apart(edge, recurring[index]))
            for word in edge.words
        }
        for index, page in enumerate(pages)
    ]


def _in_margin(edge: _Edge, page: Page) -> bool:
    """Whether a line is small print at the very edge, where browsers print title and date."""
    height = page.height if edge.direction in (0, 180) else page.width
    depth = edge.line.box.bottom if edge.at_head else height - edge.line.box.top
    return depth < _MARGIN * height and edge.line.size < median(word.size for word in page.words)


def _is_small_print(edge: _Edge, pages: Sequence[Page]) -> bool:
    """Whether a line is the first of its page, plain, and smaller than the text and far from it, or in its margin."""
    page = pages[edge.page]
    box = edge.line.box
    gaps = [position - box.bottom for position in edge.beyond if position - box.bottom > 1]
    if not edge.at_head or edge.line.bold or not gaps:
        return False
    body = median(word.size for word in page.words)
    if edge.line.size < 0.95 * body:
        return min(gaps) > _FAR * edge.line.size
    height = page.height if edge.direction in (0, 180) else page.width
    return edge.line.size < 1.05 * body and box.bottom < _HEAD * height and min(gaps) > _APART * edge.line.size


def _stands_apart(edge: _Edge, recurring: Sequence[_Edge]) -> bool:
    """Whether space parts the line from the text; a table's repeated heading stands close on its first row."""
    if "£" in edge.line.text:  # "All figures in £m" belongs to its table
        return False
    apart = _FAR if edge.beside + 1 >= _COLUMNS[edge.at_head] else _APART
    own = {round(other.line.box.top if edge.at_head else other.line.box.bottom, 1) for other in recurring}
    text = [position for position in edge.beyond if round(position, 1) not in own]
    if not text:
        return True
    box = edge.line.box
    distance = min(text) - box.bottom if edge.at_head else box.top - max(text)
    return distance > apart * edge.line.size


def _clusters(group: Sequence[_Edge], at_head: bool, pages: Sequence[Page]) -> Iterable[list[_Edge]]:
    """Edges of one wording that stand at one distance from the edge of the sheet."""

    def distance(edge: _Edge) -> float:
        page = pages[edge.page]
        height = page.height if edge.direction in (0, 180) else page.width
        return edge.line.box.top if at_head else height - edge.line.box.bottom

    cluster: list[_Edge] = []
    for edge in sorted(group, key=distance):
        if cluster and distance(edge) - distance(cluster[0]) > _DRIFT:
            yield cluster
            cluster = []
        cluster.append(edge)
    if cluster:
        yield cluster


def _counts_up(cluster: Sequence[_Edge]) -> bool:
    numbers = {edge.page: int(found[0]) for edge in cluster if (found := re.findall(r"\d+", edge.line.text))}
    ordered = sorted(numbers)
    steps = [(b - a, numbers[b] - numbers[a]) for a, b in pairwise(ordered)]
    return bool(steps) and sum(pages == printed for pages, printed in steps) * 2 > len(steps)


def _in_grid(edge: _Edge, page: Page) -> bool:
    """Whether the line stands in a table: on a shaded bar or between vertical rulings, as a header row does."""
    if edge.direction != 0:
        return False
    x, y = edge.line.box.centre
    shaded = any(
        fill.box.holds(x, y) and fill.colour != "#ffffff" and fill.box.area < 0.5 * page.box.area for fill in page.fills
    )
    beside = [rule for rule in page.rules if rule.vertical and rule.box.top <= y <= rule.box.bottom]
    inner = [rule for rule in beside if 0.06 * page.width < rule.position < 0.94 * page.width]
    return shaded or len(inner) >= 2


def _stands_out(line: Line, page: Page) -> bool:
    """Whether a head is set as a heading: it titles the page on which it first stands."""
    body = median(word.size for word in page.words)
    return line.size > 1.12 * body or line.bold


def _dressed(page: Page, edges: Sequence[_Edge], running: set[int]) -> Page:
    furniture = set(running)
    label = item_stamp = None
    for edge in edges:
        text = edge.line.text
        if found := _match("page_stamps", text):
            label = found[1]
        elif edge.at_head and (found := _match("item_stamps", text)) and _is_stamp(edge, page):
            item_stamp = found[1]
        elif not (_match("marks", text) or _match("page_numbers", text)):
            continue
        furniture |= edge.words
    words = tuple(word for word in page.words if id(word) not in furniture)
    noticed = bool(words) and _match("blank_notices", " ".join(word.text for word in words)) is not None
    if noticed:
        furniture |= {id(word) for word in words}
        words = ()
    changes: dict[str, object] = {}
    if page.status != "failed" and not words and (noticed or not _drawn_upon(page)):
        changes["status"] = "blank"
    return replace(
        page,
        words=words,
        furniture=tuple(word for word in page.words if id(word) in furniture),
        label=label,
        item_stamp=item_stamp,
        **changes,  # type: ignore[arg-type]
    )


def _is_stamp(edge: _Edge, page: Page) -> bool:
    """A stamp is set in a corner by itself, at the very head; "Item 5" in a sentence or a heading is not."""
    box = edge.line.box
    width = page.width if edge.direction in (0, 180) else page.height
    return box.x0 > 0.5 * width or box.x1 < 0.35 * width


def _drawn_upon(page: Page) -> bool:
    """Whether pictures or drawings cover a noticeable part of the page."""
    ink: list[Box] = [picture.box for picture in page.pictures] + [shape.box for shape in page.shapes]
    return sum(box.area for box in ink) > 0.03 * page.box.area or len(page.rules) > 4
