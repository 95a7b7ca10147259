"""A report to a committee: its head, summary, what it asks for, numbered paragraphs and the tables among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tools.samples.galley import PORTRAIT, Galley

Setters = Mapping[str, Callable[[Galley], object]]
"""What sets each table that a report's body names."""

MARKS: dict[str, Callable[[int], str]] = {
    "bullet": lambda _: "•",
    "number": lambda n: f"{n}.",
    "letter": lambda n: f"({chr(96 + n)})",
    "bracket": lambda n: f"{chr(96 + n)})",
}


def set_report(
    galley: Galley, report: Mapping[str, Any], committee: str, meeting: tuple[str, str], tables: Setters
) -> None:
    """Sets the report on pages of its own and notes it; `meeting` is the date in words and as 2024-10-17."""
    printed, date = meeting
    first = galley.new_page(PORTRAIT, item=report["agenda_item"])
    galley.line(committee.upper(), 13, align="centre", after=4)
    galley.line(printed, align="centre", after=12)
    galley.pairs(report["head"])
    galley.gap(10)
    set_blocks(galley, report, report["body"], tables)
    galley.truth.paper("report", report["title"], report["agenda_item"], date, (first, galley.page), report["author"])


def set_blocks(galley: Galley, report: Mapping[str, Any], blocks: Sequence[Mapping[str, Any]], tables: Setters) -> None:
    """Sets headings, paragraphs, recommendations and tables as they come."""
    for block in blocks:
        _set_block(galley, report, block, tables)


def _set_block(galley: Galley, report: Mapping[str, Any], block: Mapping[str, Any], tables: Setters) -> None:
    kind, content = next(iter(block.items()))
    page = galley.page
    match kind:
        case "head":
            galley.line(content)
        case "text":
            galley.para(content)
        case "numbered":
            page = galley.para(content[1], label=content[0], hang=36)
        case "bullet":
            galley.para(content, indent=36, label="•", hang=16, after=3)
        case "asked":
            _set_asked(galley, report, content)
        case "table":
            galley.gap(4)
            tables[content](galley)
        case _:
            raise KeyError(f"a block of a report may not be {kind!r}")
    if "slip" in block:
        galley.truth.add("findings", **block["slip"], page=page)


def _set_asked(galley: Galley, report: Mapping[str, Any], asked: Mapping[str, Any]) -> None:
    galley.para(asked["lead"])
    for n, (verb, text) in enumerate(asked["items"], start=1):
        page = galley.para(text, indent=12, label=MARKS[asked["marks"]](n), hang=24, after=4)
        galley.truth.add(
            "recommendations",
            agenda_item=report["agenda_item"],
            report_title=report["title"],
            ordinal=n,
            verb=verb,
            text=text,
            page=page,
        )
    galley.gap(4)
