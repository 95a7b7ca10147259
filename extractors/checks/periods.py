"""Years, quarters and periods in titles and labels, against the paper's title, their neighbours, and themselves."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from extractors.checks.check import Outcome, box_of, page_of
from extractors.checks.material import Material
from extractors.checks.said import Sentence, quote, shorten
from extractors.checks.sheet import Sheet
from extractors.checks.spans import financial_year_in, find_spans, quarter_in, quarter_of_months, written_like
from extractors.facts.dates import read_period
from extractors.records import Record

_BANNER = 100  # letters that a label over a table has at most
_SAID_QUARTER = re.compile(r"\b(?:quarter|qtr|q)\.?\s?([1-4])\b|\b([1-4])(?:st|nd|rd|th)\s+quarter\b", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:reduced|reduction|increased|increase|improved|improvement|moved|worsened|risen|fallen|decreased|decrease|changed|change)"
    r"\s+(?:from|since|on)\s+(?P<kind>period|month|quarter|p|q)\s?(?P<number>\d{1,2})\b(?!\s+to\b)",
    re.IGNORECASE,
)
_TURN = re.compile(r"\b(closing|opening)\b", re.IGNORECASE)


def check_year_pairs(pack: Material) -> Iterator[Outcome]:
    """A financial year whose second year is its first again: "2031-31"."""
    told: set[tuple[int | None, str]] = set()
    for record in (*pack["passages"], *pack["cells"]):
        text = str(record.get("text") or "")
        for span in find_spans(text) if "20" in text else ():
            key = (page_of(record), span.raw)
            if key in told:
                continue
            told.add(key)
            wrong = span.first == span.last
            ought = f"{span.first}-{(span.first + 1) % 100:02d}"
            around = quote(text, span.start, span.end)
            if wrong or record.get("kind") in ("heading", "caption"):
                yield Outcome(
                    not wrong,
                    f"{around}: year {span.raw}",
                    f"‘{around}’: {span.raw}"
                    + (f" is no financial year (should be {ought})" if wrong else " is a year"),
                    expected=ought if wrong else span.raw,
                    actual=span.raw,
                    page=page_of(record),
                    box=box_of(record),
                )


def check_quarter_labels(pack: Material) -> Iterator[Outcome]:
    """The quarter over a table, against those over the other tables of the paper and the title of the paper."""
    labels: dict[str, list[tuple[str, str, Record]]] = defaultdict(list)
    for name, text, paper, record in _banners(pack):
        if quarter := quarter_in(text) or quarter_of_months(text):
            labels[paper].append((name, quarter, record))
    for paper, found in labels.items():
        title = str(pack.documents.get(paper, {}).get("title") or "")
        own = quarter_in(title) or quarter_of_months(title) or _quarter_of_item(pack, paper)
        counts = Counter(quarter for _, quarter, _ in found)
        most, times = counts.most_common(1)[0]
        reported = own if own is not None and own in counts else most
        if own is None and times < 2:
            continue
        if counts[reported] * 2 < len(found):
            continue  # the tables are of several quarters: none is the wrong one
        for name, quarter, record in found:
            said, ought = _said(quarter), _said(reported)
            yield Outcome(
                quarter == reported,
                f"{name}: quarter in its heading",
                f"{name} is headed {said}; the paper reports {ought}"
                if quarter != reported
                else f"{name} is headed {said} as the paper is",
                expected=ought,
                actual=said,
                page=page_of(record),
                box=box_of(record),
            )


def _said(quarter: str) -> str:
    """ "2024/25 Q1" as a heading prints it."""
    months = ("April – June", "July – September", "October – December", "January – March")
    number, start = int(quarter[-1]), int(quarter[:4])
    return f"Quarter {number} ({months[number - 1]} {start + (number == 4)})"


def _quarter_of_item(pack: Material, paper: str) -> str | None:
    """The quarter that the titles of the item's other papers name."""
    titles = (str(pack.documents[other].get("title") or "") for other in pack.item_of(paper) if other in pack.documents)
    found = {quarter for title in titles if (quarter := quarter_in(title) or quarter_of_months(title))}
    return found.pop() if len(found) == 1 else None


def _banners(pack: Material) -> Iterator[tuple[str, str, str, Record]]:
    """The labels over tables: rows of one cell in a grid, each with what the table is called and its paper."""
    papers = {str(table["table_id"]): str(table.get("document_id")) for table in pack["tables"]}
    rows: dict[tuple[str, int], list[Record]] = defaultdict(list)
    for cell in pack["cells"]:
        if str(cell.get("text") or "").strip():
            rows[(str(cell["table_id"]), int(str(cell["row"])))].append(cell)
    above: dict[str, str] = {}
    for (table_id, _), cells in sorted(rows.items()):
        if len(cells) != 1 or int(str(cells[0].get("col_span") or 1)) < 2:
            continue
        text = str(cells[0]["text"]).strip()
        if len(text) > _BANNER:
            continue
        name, _, rest = text.partition("\n")
        if rest or not _SAID_QUARTER.search(text):
            above[table_id] = name.strip()
        yield above.get(table_id) or shorten(name, 60), text, papers.get(table_id, ""), cells[0]


def check_quarter_months(pack: Material) -> Iterator[Outcome]:
    """A quarter's number against the months printed with it: "Quarter 1 (July - September 2024)"."""
    for record in (*pack["passages"], *pack["cells"]):
        text = str(record.get("text") or "")
        if len(text) > _BANNER or not (said := _SAID_QUARTER.search(text)):
            continue
        months = quarter_of_months(text)
        if months is None or len(_SAID_QUARTER.findall(text)) > 1:
            continue
        number = said[1] or said[2]
        yield Outcome(
            months[-1] == number,
            f"{shorten(text, 80)}: quarter and months",
            f"‘{shorten(text, 80)}’: the months are those of Quarter {months[-1]}",
            expected=f"Quarter {months[-1]}",
            actual=f"Quarter {number}",
            page=page_of(record),
            box=box_of(record),
        )


def check_own_period(pack: Material) -> Iterator[Outcome]:
    """A remark that a figure moved "from period 11", in the report of period 11 itself."""
    own: dict[int, set[str]] = defaultdict(set)
    for passage in pack["passages"]:
        text = str(passage["text"])
        if len(text) <= _BANNER and (period := read_period(text)) and re.search(r" [PQ]\d+$", period):
            own[page_of(passage) or 0].add(period.split()[1])
    for sentence in pack.sentences:
        match = _MOVED.search(sentence.text)
        periods = own.get(sentence.page, set())
        if match is None or len(periods) != 1:
            continue
        letter = "Q" if match["kind"][0].casefold() == "q" else "P"
        period = next(iter(periods))
        if period[0] != letter:
            continue
        wrong = period == f"{letter}{match['number']}"
        clause = re.split(r"[,;.]\s", sentence.text[: match.end()])[-1].strip()
        of = _title_at(pack, sentence)
        yield Outcome(
            not wrong,
            f"{of}, {match['kind']} {period[1:]} commentary: ‘{clause}’",
            f"{of}: the commentary of {match['kind']} {period[1:]} says ‘{clause}’"
            + (", its own period" if wrong else ""),
            expected=f"{match['kind']} {int(match['number']) - 1}" if wrong else match[0],
            actual=f"{match['kind']} {match['number']}",
            page=sentence.page,
            box=box_of(sentence.record),
        )


def _title_at(pack: Material, sentence: Sentence) -> str:
    """The title of the table or paper that a sentence stands in."""
    table = next((table for table in pack["tables"] if table["table_id"] == sentence.table_id), None)
    title = (table or {}).get("title") or pack.documents.get(sentence.document_id, {}).get("title")
    return str(title or "the paper")


def check_row_years(pack: Material) -> Iterator[Outcome]:
    """The years of opening and closing rows: what follows a closing balance is the year after it."""
    for sheet in pack.sheets:
        if sheet.facts:
            yield from _row_years(pack, sheet)


def _row_years(pack: Material, sheet: Sheet) -> Iterator[Outcome]:
    rows: list[tuple[int, str, str, str]] = []
    for line in sheet.lines:
        name = sheet.line_name(line)
        if year := financial_year_in(name):
            found = _TURN.search(name)
            rows.append((line, name, year, found[1].casefold() if found else ""))
    for at, (line, name, year, turn) in enumerate(rows):
        earlier = [row for row in rows[:at] if row[3] == "closing"]
        later = [row for row in rows[at + 1 :] if row[3] == "closing"]
        if not earlier:
            continue
        closed = earlier[-1][2]
        following = f"{int(closed[:4]) + 1}/{(int(closed[:4]) + 2) % 100:02d}"
        if turn == "opening" or (turn == "" and later and later[0][2] == following):
            record = next(
                sheet.entries[(line, column)].record for column in sheet.columns if (line, column) in sheet.entries
            )
            label = pack.beside(record, lambda text: financial_year_in(text) is not None)
            wrong = year == closed
            span = find_spans(name)[0].raw if find_spans(name) else year
            ought = name.replace(span, written_like(span, following))
            yield Outcome(
                not wrong,
                f"{sheet.title}: row is labelled {name}",
                f"{sheet.title}: the row ‘{name}’ stands after ‘{earlier[-1][1]}’"
                + (f"; the following row says ‘{rows[at + 1][1]}’" if at + 1 < len(rows) else "")
                + (f"; it must be of {following}" if wrong else ""),
                expected=ought,
                actual=name,
                page=page_of(label),
                box=box_of(label),
            )
