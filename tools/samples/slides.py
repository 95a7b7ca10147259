"""A short slide deck filed in a pack: a title, lists, a table of progress by status, a road map drawn with shapes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tools.samples.galley import PORTRAIT, Galley, Sheet
from tools.samples.grid import Grid, Place, Row
from tools.samples.pens import SLIDE

PLATE = Sheet(SLIDE, 90, left=60, right=60, top=48, bottom=40)
TEAL, NAVY, SAND = "#00717a", "#1f3864", "#ed7d31"
HEADINGS = ("What", "Why", "Lead", "Key milestone", "Status", "Progress")


def set_slides(galley: Galley, deck: Mapping[str, Any], date: str) -> None:
    """Sets the deck on sheets that were turned, and notes it; its text is larger than the pack's."""
    usual = galley.size
    first = galley.new_page(PLATE, item=deck["agenda_item"])
    galley.gap(120)
    galley.line(deck["title"], 30)
    galley.size = 18
    galley.para(deck["by"])
    galley.pen.fill(0, SLIDE[1] - 24, SLIDE[0] - 60, SLIDE[1], TEAL)
    for slide in deck["slides"]:
        galley.new_page(PLATE)
        galley.size = 15
        galley.line(slide["title"], 22, after=14)
        for point in slide.get("points", ()):
            galley.para(point, label="•", hang=20)
        if "road" in slide:
            _draw_road(galley, slide["road"])
        if "rows" in slide:
            _set_progress(galley, slide, deck)
    galley.truth.paper("presentation", deck["title"], deck["agenda_item"], date, (first, galley.page), deck["by"])
    galley.size, galley.sheet = usual, PORTRAIT


def _draw_road(galley: Galley, road: list[list[Any]]) -> None:
    """Bars with pointed ends over four quarters: a drawing, no table."""
    quarter = galley.width / 4
    for n in range(4):
        galley.pen.fill(
            galley.left + n * quarter, galley.y, galley.left + (n + 1) * quarter - 4, galley.y + 26, "#e7f1f2"
        )
        galley.pen.text(galley.left + n * quarter + 10, galley.y + 18, f"Q{n + 1}", 13, "bold")
    for n, (words, start, end) in enumerate(road):
        top = galley.y + 40 + 42 * n
        x0, x1 = galley.left + start * quarter, galley.left + end * quarter
        colour = (TEAL, NAVY, SAND)[n % 3]
        galley.pen.polygon(((x0, top), (x1 - 14, top), (x1, top + 13), (x1 - 14, top + 26), (x0, top + 26)), colour)
        galley.pen.text(x0 + 10, top + 18, words, 12, "plain", "#ffffff")


def _set_progress(galley: Galley, slide: Mapping[str, Any], deck: Mapping[str, Any]) -> None:
    rows: list[Row] = [list(HEADINGS)]
    fills: dict[Place, str] = {}
    for what, why, lead, milestone, _, status, progress in slide["rows"]:
        fills[len(rows), 4] = deck["colours"][status]
        rows.append([what, why, lead, milestone, status, progress])
    grid = Grid(
        rows,
        widths=(150, 190, 60, 90, 90, 260),
        size=11,
        fills=fills,
        header_fill=TEAL,
        header_ink="#ffffff",
        numbers_right=False,
    )
    pages = galley.table(grid)
    for row, page in zip(slide["rows"], pages[1:], strict=True):
        what, why, lead, milestone, date, status, progress = row
        rating = deck["ratings"][status]
        basis = "letter" if status == rating else "fill"
        galley.truth.add(
            "rag_actions",
            plan=slide["title"],
            ref=None,
            action=what,
            outcome=why,
            owner=lead,
            target_text=milestone,
            target_date=None if date is None else str(date),
            rag=rating,
            rag_basis=basis if rating else None,
            status_text=None if status == rating else status,
            progress=progress,
            page=page,
        )
    galley.truth.table(slide["title"], grid, pages, "rag_actions")
