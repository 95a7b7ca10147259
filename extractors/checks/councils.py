"""One council's name over another's figures: tables titled for the wrong one, figures marked for another's column."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extractors.checks.check import Outcome, box_of, page_of
from extractors.checks.material import Material
from extractors.checks.said import find_amounts, shorten
from extractors.checks.sheet import Sheet
from extractors.checks.slip import digits_of
from extractors.facts.organisations import find_organisations
from extractors.records import Record

_DIGITS = 3  # of a sum, from which on it is not met by chance


def check_titled_councils(pack: Material) -> Iterator[Outcome]:
    """A table that bears the title of another, and whose totals the text gives to another council than the title."""
    if len(pack.partners) < 2:
        return
    given_to: dict[str, dict[Decimal, set[str]]] = defaultdict(lambda: defaultdict(set))
    said: dict[Decimal, str] = {}
    for sentence in pack.sentences:
        if sentence.kind == "cell" or "£" not in sentence.text:
            continue
        named = set(find_organisations(sentence.text, pack.partners)) & set(pack.partners)
        if len(named) == 1:
            for amount in sentence.amounts:
                said.setdefault(abs(amount.value), shorten(sentence.text, 160))
                for document_id in pack.item_of(sentence.document_id):
                    given_to[document_id][abs(amount.value)] |= named
    titles = Counter(sheet.title for sheet in pack.sheets)
    for sheet in pack.sheets:
        named = set(find_organisations(sheet.title, pack.partners)) & set(pack.partners)
        if not sheet.facts or len(named) != 1 or titles[sheet.title] < 2:
            continue
        title = named.pop()
        sums = given_to.get(str(sheet.table.get("document_id")), {})
        given = {value: next(iter(sums[value])) for value in _totals(sheet) if len(sums.get(value, ())) == 1}
        others = set(given.values())
        if not others:
            continue
        wrong = title not in others and len(others) == 1
        other = next(iter(others)) if wrong else title
        where = pack.said_at(sheet.title, page_of(sheet.table)) or sheet.table
        quoted = "; ".join(f"‘{said[value]}’" for value in sorted(given))
        yield Outcome(
            not wrong,
            f"{sheet.title}: titled {title}" + (f" but is {other}'s position" if wrong else ""),
            f"{sheet.title} on page {sheet.table['page']}"
            + (
                f" is titled {title}, as another table is, but is {other}'s position: the text gives its totals to "
                f"{other} ({quoted})"
                if wrong
                else f": the text gives its totals to {title} as well"
            ),
            expected=other,
            actual=title,
            page=page_of(where),
            box=box_of(where),
        )


def _totals(sheet: Sheet) -> set[Decimal]:
    """The sums that the total rows of a table print, in figures or in their remarks, in pounds."""
    found: set[Decimal] = set()
    for (row, _), fact in sheet.facts.items():
        if row in sheet.totals:
            if fact.get("amount_gbp") is not None:
                found.add(abs(Decimal(str(fact["amount_gbp"]))))
            for amount in find_amounts(str(fact.get("commentary") or "")):
                if len(digits_of(amount.printed)) >= _DIGITS:
                    found.add(abs(amount.value))
    return found


def check_councils_in_columns(pack: Material) -> Iterator[Outcome]:
    """A figure marked for one council in the column of another: "12 (LBA)" under LBW."""
    for table in pack["tables"]:
        if table.get("mapped_to") != "kpis":
            continue
        head = int(str(table.get("header_rows") or 0))
        cells = [cell for cell in pack["cells"] if cell["table_id"] == table["table_id"]]
        columns: dict[object, tuple[str, str]] = {}
        for cell in cells:
            text = " ".join(str(cell.get("text") or "").split())
            own = [name for name in find_organisations(text, pack.partners) if name in pack.partners]
            if int(str(cell["row"])) < head and len(own) == 1:
                columns[cell["col"]] = own[0], text
        for cell in cells:
            if cell["col"] in columns and int(str(cell["row"])) >= head:
                yield from _marks_of(pack, table, cell, *columns[cell["col"]])


def _marks_of(pack: Material, table: Record, cell: Record, own: str, header: str) -> Iterator[Outcome]:
    """Each figure of a cell that is marked for a council in brackets behind it."""
    for match in re.finditer(r"([^()\s]+)\s*\(([^()]*)\)", str(cell.get("text") or "")):
        marked = set(find_organisations(match[2], pack.partners)) & set(pack.partners)
        if not marked:
            continue
        others = sorted(marked - {own})
        text = " ".join(match[0].split())
        what = f"{table.get('title')}, {header} column: "
        told = f"figure {text} is labelled {', '.join(others)}{_given_to(pack, cell, match[1], own)}"
        yield Outcome(
            not others,
            what + (f"{text} is labelled {others[0]}" if others else text),
            what + (told if others else f"{text} is a figure of {own}"),
            expected=own,
            actual=", ".join(others) or own,
            page=page_of(cell),
            box=box_of(cell),
        )


def _given_to(pack: Material, cell: Record, figure: str, council: str) -> str:
    """Where another table of the page gives a figure to the council whose column it stands in."""
    here = [
        record
        for record in pack["kpis"]
        if record.get("page") == cell.get("page") and record.get("organisation") == council
    ]
    values = {
        record["actual"]
        for record in here
        if record["table_id"] == cell["table_id"] and str(record.get("actual_text")).startswith(figure)
    }
    twin = next((one for one in here if one["table_id"] != cell["table_id"] and one.get("actual") in values), None)
    if twin is None:
        return ""
    part = re.search(r"\(([^()]*)\)$", str(twin["indicator"]))
    return f"; the other table of the page gives {twin['actual_text']} for {council}" + (f" {part[1]}" if part else "")
