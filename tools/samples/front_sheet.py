"""The first pages of an agenda pack: front sheet with the members by council, notes for visitors, the agenda."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tools.samples.galley import PORTRAIT, Galley
from tools.samples.pens import centred, wrap

Labels = Mapping[str, tuple[str, str]]
"""Agenda item to the first and last printed page of its papers."""


def set_front_sheet(galley: Galley, content: Mapping[str, Any], labels: Labels) -> None:
    """Sets three pages, none of them stamped, and notes the agenda."""
    first = galley.new_page(PORTRAIT)
    pen = galley.pen
    pen.text(galley.right - pen.measure("Public Document Pack", 11), 30, "Public Document Pack", 11)
    galley.line(content["title"], 14, align="centre", after=14)
    _columns(galley, content["when"])
    galley.line("COUNCILLORS:", after=8)
    for council in content["councils"]:
        galley.line(council["name"].upper(), after=4)
        for member in council["members"]:
            galley.para(member, indent=30, after=4)
        galley.gap(4)
    galley.gap(14)
    for line in content["contact"]:
        galley.line(line, align="centre", after=2)
    galley.new_page()
    galley.line("NOTES FOR VISITORS", 13, after=10)
    for heading, text in content["notes"]:
        galley.line(heading)
        galley.para(text)
    page = galley.new_page()
    galley.line("AGENDA ITEMS", 12, after=10)
    for item in content["items"]:
        first_label, last_label = labels.get(item["number"], (None, None))
        pages = f" (Pages {first_label} - {last_label})" if first_label else ""
        galley.para(item["title"] + pages, label=item["number"], hang=36)
        if item.get("purpose"):
            galley.para(item["purpose"], indent=36)
        galley.truth.add(
            "agenda_items",
            item_no=item["number"],
            title=item["title"],
            purpose=item.get("purpose"),
            first_label=first_label,
            last_label=last_label,
            page=page,
        )
    galley.truth.paper("agenda", content["title"], None, str(content["date"]), (first, galley.page))


def _columns(galley: Galley, columns: list[str]) -> None:
    """Time, day with date, and venue beside one another: first flush left, last flush right."""
    third = galley.width / 3
    low = galley.y
    for n, text in enumerate(columns):
        y = galley.y
        for line in wrap(galley.pen, text, third - 6, galley.size, "bold"):
            y += galley.size * 1.25
            x0, x1 = galley.left + n * third, galley.left + (n + 1) * third
            width = galley.pen.measure(line, galley.size, "bold")
            x = (x0, centred(galley.pen, x0, x1, line, galley.size, "bold"), x1 - width)[n]
            galley.pen.text(x, y, line, galley.size, "bold")
        low = max(low, y)
    galley.y = low + 16
