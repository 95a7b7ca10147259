"""What the page and the paper around a performance table say of its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from extractors.facts.colours import Rag
from extractors.facts.indicators.banners import remark_opening
from extractors.facts.indicators.entries import Setting
from extractors.facts.indicators.figures import Named
from extractors.facts.indicators.labels import without_period
from extractors.facts.indicators.reporting import reported_period
from extractors.facts.organisations import TOTAL, find_organisations, is_total, without_organisations
from extractors.facts.rating_keys import Key
from extractors.facts.ratings import rating_words_in
from extractors.geometry import Box
from extractors.pages.page import Page
from extractors.papers.councils import council_of
from extractors.reference import load
from extractors.tables.table import Table
from extractors.text.passage import Passage

if TYPE_CHECKING:
    from extractors.pack import Pack

_ALIKE = 85  # likeness of a misspelt council in a title ("Ashcomb Performance"), of 100
_LONGEST_TITLE = 150  # characters
_OPENING = 60  # passages at the start of a pack in which its council is looked for
_LONG_NAME = 6  # letters a council's name must have to be known misspelt


@lru_cache(maxsize=8)
def namer(partners: tuple[str, ...]) -> Named:
    """Finds councils in labels, by the pack they stand in; a total column is `Total`."""

    @lru_cache(maxsize=4096)
    def named(text: str) -> tuple[tuple[str, ...], str]:
        if is_total(text):
            return (TOTAL,), ""
        found = tuple(find_organisations(text, partners))
        return found, without_organisations(text, partners) if found else text

    return named


def setting_of(table: Table, pack: Pack, named: Named, key: Key) -> Setting:
    """The setting of a table: its indicator (the title), council, period, directorate, rating said and remark.

    `key` is what the pack says that its status words mean.
    """
    before = _before(table.page, table.box, pack)
    title = title_of(table, pack)
    nearest = [passage.text for passage in _nearest(before, table.page)]
    reported = reported_period([table.title or "", table.note or ""], table.page, before, pack)
    return Setting(
        indicator=title,
        directorate=_directorate(before, title, pack, table.page),
        organisations=_councils([title or "", *nearest], pack, named),
        fallback=_fallback(pack),
        key=key,
        period=reported.period,
        by_meeting=reported.by_meeting,
        rag=_rating_said(_nearest(before, table.page)),
        commentary=None if _under_another(table, title, pack) else remark_under(table.page, table.box, pack),
    )


def setting_of_page(page: Page, pack: Pack, named: Named) -> Setting:
    """The setting of figures that stand in boxes on a page, outside any table."""
    before = _before(page.number, Box(0.0, page.height, 0.0, page.height), pack)
    here = [passage.text for passage in before if passage.page == page.number and passage.kind == "heading"]
    return Setting(
        organisations=_councils(here, pack, named),
        fallback=_fallback(pack),
        period=reported_period([], page.number, before, pack).period,
    )


def _councils(texts: Sequence[str], pack: Pack, named: Named) -> tuple[str, ...]:
    """The one council that the nearest of the texts names which names just one."""
    for text in texts:
        councils = named(text)[0] or _misspelt(text, pack.front_sheet.organisations)
        if len(councils) == 1:
            return councils
    return ()


def _fallback(pack: Pack) -> str:
    """The council of figures that name none: the one whose pack it is, or that alone is named formally at its start."""
    councils = pack.front_sheet.organisations
    if not councils:
        named = namer(())
        opening = [passage.text for passage in pack.passages[:_OPENING] if len(passage.text) < 300]
        councils = tuple({council for text in opening for council in named(text)[0]} - {TOTAL})
    return councils[0] if len(councils) == 1 else TOTAL


def _under_another(table: Table, title: str | None, pack: Pack) -> bool:
    """Whether a table of the same title stands above: a remark on the page is about that one, the outturn."""
    return any(
        other.page == table.page and other.box.top < table.box.top and title_of(other, pack) == title
        for other in pack.tables
    )


def title_of(table: Table, pack: Pack) -> str | None:
    """The table's own title; else that of a table above it on its page (a grid under a panel), else the line above."""
    if table.title:
        return _clean(table.title)
    above = [other for other in pack.tables if other.page == table.page and other.box.top < table.box.top]
    titled = [other.title for other in above if other.title]
    if titled:
        return _clean(titled[-1])
    lines = [
        passage.text
        for passage in pack.passages
        if passage.page == table.page and passage.box.top < table.box.top and _may_be_title(passage.text)
    ]
    return _clean(lines[-1]) if lines else None


def _may_be_title(text: str) -> bool:
    """Whether a line names something: short, with words, and no sentence."""
    return (
        len(text) <= _LONGEST_TITLE
        and bool(re.search(r"[A-Za-z]{3}", text))
        and not text.rstrip().endswith((".", ":", ";"))
    )


def _clean(title: str) -> str:
    return " ".join(title.split())


def _before(page: int, box: Box, pack: Pack) -> list[Passage]:
    """Passages of the same paper that stand before a place, in reading order."""
    paper = pack.paper_at(page)
    first = paper.first_page if paper else page
    return [
        passage
        for passage in pack.passages
        if first <= passage.page <= page and (passage.page < page or passage.box.top < box.top)
    ]


def lines_above(table: Table, pack: Pack) -> list[Passage]:
    """The passages right above a table on its page, nearest first."""
    return _nearest(_before(table.page, table.box, pack), table.page)


def _nearest(before: Sequence[Passage], page: int) -> list[Passage]:
    """The passages right above a table on its page, nearest first."""
    return [passage for passage in reversed(before) if passage.page == page][:3]


def _misspelt(text: str, partners: Sequence[str]) -> tuple[str, ...]:
    """The partner whose name a word of a short title is nearly."""
    words = re.findall(r"[A-Za-z]+", text)
    if len(words) > 8:
        return ()
    return tuple(
        name
        for name in partners
        if len(name) >= _LONG_NAME
        and any(fuzz.ratio(word.casefold(), name.casefold()) >= _ALIKE for word in words if len(word) >= _LONG_NAME - 1)
    )


def _rating_said(passages: Sequence[Passage]) -> Rag | None:
    """The rating that a sentence above a list gives to all of it ("the following … (RAG rated = Green)")."""
    words = load("kpi_headers")
    for passage in passages:
        text = f" {' '.join(re.findall(r'[a-z]+', passage.text.casefold()))} "
        rags = set(rating_words_in(passage.text))
        rated = any(f" {word} " in text for word in words["rated"])
        if len(rags) == 1 and rated and any(f" {word} " in text for word in words["pointing"]):
            return rags.pop()
    return None


def _directorate(before: Sequence[Passage], title: str | None, pack: Pack, page: int) -> str | None:
    """The last heading of the paper that is larger than the table's own title and no title of the whole paper."""
    paper = pack.paper_at(page)
    own = next((passage for passage in reversed(before) if title and passage.text.strip() == title), None)
    if own is None:
        return None
    for passage in reversed(before):
        if passage.kind != "heading" or passage.size <= own.size + 0.5 or passage is own:
            continue
        text = _without_suffix(passage.text)
        words = load("kpi_headers")
        if text.casefold() in (*words["not_directorates"], *words["heading_words"]) or council_of(text):
            continue
        if paper is not None and fuzz.ratio(passage.text.casefold(), paper.title.casefold()) > 90:
            return None
        return text or None
    return None


def _without_suffix(heading: str) -> str:
    """A directorate's heading without the words that say that this is a performance report."""
    plain = " ".join(without_period(heading).split()).strip(" -–:,")
    for words in sorted(load("kpi_headers")["heading_words"], key=len, reverse=True):
        if plain.casefold().endswith(f" {words}"):
            return plain[: -len(words)].strip(" -–:,")
    return plain


def remark_under(page: int, box: Box, pack: Pack) -> str | None:
    """The remark printed under a table or beside it ("Comment: …"), without the word that opens it."""
    opening = remark_opening()
    here = [passage for passage in pack.passages if passage.page == page and passage.box.top > box.top]
    for at, passage in enumerate(here):
        match = opening.match(passage.text)
        if match is None:
            continue
        text = [passage.text[match.end() :].strip()]
        for following in here[at + 1 :]:
            if following.kind in ("heading", "caption") or opening.match(following.text):
                break
            text.append(following.text.strip())
        return "\n".join(part for part in text if part) or None
    return None
