"""Years and months in titles, captions, headings and contents pages, against what they name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extractors.checks.check import Outcome, box_of, page_of
from extractors.checks.material import Material
from extractors.checks.said import quote, shorten, word_list, words_of
from extractors.checks.sheet import Sheet
from extractors.checks.spans import financial_year_in, find_spans, without_spans, written_like
from extractors.facts.dates import find_dates, find_financial_years
from extractors.records import Record

_BANNER = 100  # letters that a heading has at most
_ORDINALS = ("first", "second", "third", "fourth")
_REPORTS = re.compile(
    r"\bthis (?:report|presentation|paper|update)\b[^.;]{0,90}?\b(?:quarter|qtr|q)\s?(?P<number>[1-4])\b", re.IGNORECASE
)
_APPENDIX = re.compile(r"\bappendix\s+([A-Z]|\d{1,2})\b", re.IGNORECASE)


def check_appendix_years(pack: Material) -> Iterator[Outcome]:
    """The year that a report gives to an appendix, against the title of the appendix."""
    for sentence in pack.sentences:
        named = _APPENDIX.findall(sentence.text)
        year = financial_year_in(sentence.text)
        if sentence.kind == "cell" or len(named) != 1 or year is None:
            continue
        titles = [
            pack.documents[paper]
            for paper in pack.item_of(sentence.document_id)
            if paper in pack.documents
            and re.match(rf"appendix\s+{named[0]}\b", str(pack.documents[paper].get("title") or ""), re.IGNORECASE)
        ]
        if len(titles) != 1 or titles[0]["document_id"] == sentence.document_id:
            continue
        title = str(titles[0]["title"])
        own = financial_year_in(title)
        if own is None:
            continue
        yield Outcome(
            own == year,
            f"Text: '{shorten(sentence.text, 150)}'",
            f"‘{shorten(sentence.text, 150)}’; Appendix {named[0]} is titled {own}",
            expected=written_like(find_spans(title)[0].raw, own) if find_spans(title) else own,
            actual=find_spans(sentence.text)[0].raw if find_spans(sentence.text) else year,
            page=sentence.page,
            box=box_of(sentence.record),
        )


def check_caption_years(pack: Material) -> Iterator[Outcome]:
    """The year that the text gives to a total, against the year in the caption of the table that has it."""
    totals: dict[tuple[str, Decimal], tuple[Sheet, str]] = {}
    for sheet in pack.sheets:
        year = financial_year_in(sheet.title)
        for (row, _), fact in sheet.facts.items():
            if year and row in sheet.totals and fact.get("amount_gbp") is not None:
                totals[(str(sheet.table.get("document_id")), abs(Decimal(str(fact["amount_gbp"]))))] = (sheet, year)
    for sentence in pack.sentences:
        for amount in sentence.amounts:
            found = totals.get((sentence.document_id, abs(amount.value)))
            before = sentence.text[max(0, amount.start - 45) : amount.start]
            said = financial_year_in(before)
            if found is None or said is None or len(str(amount.printed).replace(".", "").strip("0")) < 3:
                continue
            if not re.search(r"\b(?:for|in|of)\s+(?:FY\s?)?20\d\d\s?[-–/]\s?\d{2,4}\s+(?:of|is|was|at)\s*$", before):
                continue
            sheet, year = found
            where = pack.said_at(sheet.title, page_of(sheet.table)) or sheet.table
            quoted = quote(sentence.text[: amount.end].rstrip(), amount.start, amount.end)
            yield Outcome(
                said == year,
                f"{sheet.title}: the text has {amount.raw} for {said}",
                f"{sheet.title} is titled {year}; the text calls {amount.raw}, its total, that of {said}: ‘{quoted}’",
                expected=written_like(find_spans(sheet.title)[0].raw, said) if find_spans(sheet.title) else said,
                actual=find_spans(sheet.title)[0].raw if find_spans(sheet.title) else year,
                page=page_of(where),
                box=box_of(where),
            )


def check_named_sections(pack: Material) -> Iterator[Outcome]:
    """The years by which a contents page or a list names a section, against the heading of the section itself."""
    headings: dict[tuple[str, str], set[str]] = defaultdict(set)
    whole: dict[tuple[str, str], str] = {}
    where: dict[tuple[str, str], int | None] = {}
    for passage in pack["passages"]:
        text = str(passage["text"])
        if passage.get("kind") == "heading" and len(find_spans(text)) == 1 and len(text) <= _BANNER:
            key = (str(passage.get("document_id")), without_spans(text))
            span = find_spans(text)[0]
            headings[key].add(f"{span.first}-{span.last % 100:02d}")
            where.setdefault(key, page_of(passage))
            whole.setdefault(key, " ".join(text.split()))
    for name, paper, record in _entries(pack):
        span = find_spans(name)[0]
        key = (paper, without_spans(re.sub(r"\bfor\s+(?=20\d\d)", "", name)))
        found = headings.get(key, set())
        own = f"{span.first}-{span.last % 100:02d}"
        if len(found) != 1 or len(key[1].split()) < 3 or (page_of(record) or 0) >= (where[key] or 0):
            continue
        heading = next(iter(found))
        yield Outcome(
            own in found,
            f"{_said_in(record)} '{shorten(name.strip('•* '), 80)}'; the section itself is headed '{whole[key]}'",
            f"{_said_in(record)} '{shorten(name.strip('•* '), 80)}'; page {where[key]} is headed '{whole[key]}'",
            expected=heading,
            actual=span.raw,
            page=page_of(record),
            box=box_of(record),
        )


def _said_in(record: Record) -> str:
    """Where a section is named: a line of a contents page, or the heading that a list stands under."""
    if record.get("row") is not None:
        return "Contents entry"
    heading = re.sub(r"^[\d.\s]+", "", str(record.get("heading") or "").rpartition(" > ")[2])
    return f"{shorten(heading, 60)} says" if heading else "Entry"


def _entries(pack: Material) -> Iterator[tuple[str, str, Record]]:
    """The lines of contents pages and of lists that may name a section, with their paper."""
    papers = {str(table["table_id"]): str(table.get("document_id")) for table in pack["tables"]}
    for passage in pack["passages"]:
        text = str(passage["text"])
        if passage.get("kind") == "list_item" and len(text) <= _BANNER and len(find_spans(text)) == 1:
            yield text, str(passage.get("document_id")), passage
        elif passage.get("kind") == "list_item" and len(find_spans(text)) == 1:
            head = re.match(r"^\W*((?:the )?.{8,60}?)\s+(?:for\s+)?(?:20\d\d)\s?[-–/]\s?\d{2,4}\b", text, re.IGNORECASE)
            if head:
                yield text[: head.end()], str(passage.get("document_id")), passage
    for cell in pack["cells"]:
        lines = str(cell.get("text") or "").split(". ")
        if len(lines[0]) <= _BANNER and len(find_spans(lines[0])) == 1:
            yield lines[0], papers.get(str(cell["table_id"]), ""), cell


def check_paper_titles(pack: Material) -> Iterator[Outcome]:
    """The titles of the papers of one item, where they differ in nothing but their month or year."""
    by_item: dict[str, list[Record]] = defaultdict(list)
    for paper in pack["documents"]:
        if paper.get("agenda_item") and paper.get("title"):
            by_item[str(paper["agenda_item"])].append(paper)
    for papers in by_item.values():
        report = next((paper for paper in papers if paper.get("kind") == "report"), None)
        if report is None:
            continue
        first, bare = _dated(str(report["title"]))
        for paper in papers:
            own, words = _dated(str(paper["title"]))
            if paper is report or not first or not own or bare not in words or len(bare.split()) < 4:
                continue
            same = own == first
            where = pack.said_at(paper["title"], page_of(paper), own.split()[0]) or paper
            yield Outcome(
                same,
                f"{shorten(str(paper['title']), 120)}: titled {own}",
                f"‘{paper['title']}’ is titled {own}; the report is for {first}",
                expected=first,
                actual=own,
                page=page_of(where),
                box=box_of(where),
            )


def _dated(title: str) -> tuple[str, str]:
    """The month and year at a title's end or in it, and its words without them."""
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    match = re.search(rf"\b(?:(?:{months})\s+)?20\d\d(?:\s?[-–/]\s?\d{{2,4}})?", title)
    if not match or not re.match(months, match[0]):
        return "", " ".join(words_of(title))
    span = find_spans(match[0])
    month = match[0].split()[0]
    said = f"{month} {span[0].first}-{span[0].last % 100:02d}" if span else match[0]
    return said, " ".join(words_of(title[: match.start()] + title[match.end() :]))


def check_reported_years(pack: Material) -> Iterator[Outcome]:
    """The year in the title of a progress report, against the quarter that the paper says it reports."""
    for paper in pack["documents"]:
        title = shorten(str(paper.get("title") or ""), 120)
        year = financial_year_in(title)
        if year is None or not word_list("progress_titles").search(title):
            continue
        for sentence in pack.sentences:
            match = _REPORTS.search(sentence.text) if sentence.document_id == paper["document_id"] else None
            said = financial_year_in(sentence.text) if match else None
            if match is None or said is None:
                continue
            first = int(str(paper["first_page"]))
            dated = next((f" is dated {date} and" for date in _dates_on(pack, first)), "")
            quarter = f"the {_ORDINALS[int(match['number']) - 1]} quarter of {said}"
            yield Outcome(
                said == year,
                f"Cover says '{title}'; the paper{dated} reports {quarter}",
                f"the title is '{title}'; page {sentence.page} says ‘{shorten(sentence.text, 140)}’",
                expected=written_like(find_spans(title)[0].raw, said) if find_spans(title) else said,
                actual=find_spans(title)[0].raw if find_spans(title) else year,
                page=first,
                box=box_of(paper),
            )
            break


def _dates_on(pack: Material, page: int) -> Iterator[str]:
    """The dates that stand alone on a page."""
    for passage in pack["passages"]:
        text = " ".join(str(passage["text"]).split())
        if page_of(passage) == page and len(text) < 30 and (dates := find_dates(text)):
            yield dates[0].raw.title()


def check_column_years(pack: Material) -> Iterator[Outcome]:
    """The one year in a table's title, against the one year that all of its columns are headed with."""
    for sheet in pack.sheets:
        year = financial_year_in(sheet.title)
        headed = [set(find_financial_years(sheet.headers.get(column, ""))) for column in sheet.columns]
        years = set().union(*headed)
        if year is None or len(headed) < 2 or len(years) != 1 or not all(headed):
            continue
        own = years.pop()
        where = pack.said_at(sheet.title, page_of(sheet.table)) or sheet.table
        yield Outcome(
            own == year,
            f"{sheet.title}: its columns are headed {own}",
            f"{sheet.title} is titled {year}; all of its columns are headed {own}",
            expected=written_like(find_spans(sheet.title)[0].raw, own) if find_spans(sheet.title) else own,
            actual=find_spans(sheet.title)[0].raw if find_spans(sheet.title) else year,
            page=page_of(where),
            box=box_of(where),
        )
