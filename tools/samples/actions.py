"""The improvement plan as an appendix: a count of ratings, plans with coloured cells over pages, projects by status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from tools.samples.galley import LANDSCAPE, PORTRAIT, WIDE, Galley
from tools.samples.grid import Grid, Place, Row

HEADINGS = ("Ref", "Workstream", "Action", "Outcome", "Partner", "Lead", "Target date", "RAG", "Progress", "Next steps")
WIDTHS = (34, 72, 138, 104, 46, 60, 74, 42, 110, 70)
PARTNERS = {"LBA": "Ashcombe", "LBN": "Northmere", "RBW": "Wexbury"}
RATINGS = (("Green", "G"), ("Amber", "A"), ("Red", "R"), ("Blue", "B"))
RIGHT_QUARTER = "Quarter 2 (July – September 2024)"


def set_actions(galley: Galley, content: Mapping[str, Any], agenda_item: str, date: str) -> None:
    """Sets both appendices of the improvement plan and notes their rows."""
    plans = content["plans"]
    first = galley.new_page(LANDSCAPE)
    title = "Appendix 1 – Progress of the improvement plan in Quarter 2, 2024/25"
    galley.line(title, 13, align="centre", after=10)
    _set_counts(galley, plans)
    for n, plan in enumerate(plans):
        if n == 2:  # the second follows the first on the same page, with the same columns
            galley.new_page()
        _set_plan(galley, plan, repeat_header=n != 1)
    galley.truth.paper("appendix", title, agenda_item, date, (first, galley.page))
    first = galley.new_page(WIDE)
    _set_projects(galley, content["projects"])
    galley.truth.paper("appendix", content["projects"]["title"], agenda_item, date, (first, galley.page))
    galley.sheet = PORTRAIT


def organisations(partner: str) -> list[str]:
    """The councils meant by a partner cell."""
    return sorted(PARTNERS.values() if partner == "All" else [PARTNERS[code] for code in partner.split(" / ")])


def _rating(text: str, manner: str) -> tuple[str, str]:
    """A rating as written in the content: its letter, and what is printed in the cell."""
    if manner == "letter":
        return text, text
    if manner == "fill":
        return text, ""
    letter, _, words = text.partition(" ")
    return (letter, words) if letter in ("R", "A", "G", "B") else ("", text)


def _set_counts(galley: Galley, plans: Sequence[Mapping[str, Any]]) -> None:
    counts = [
        Counter(_rating(a[7], plan["manner"])[0] for stream in plan["workstreams"] for a in stream["actions"])
        for plan in plans
    ]
    names = [plan["title"].split()[0].title() for plan in plans]
    rows: list[Row] = [["Rating", *names, "Total"]]
    for word, letter in (*RATINGS, ("Not rated", "")):
        figures = [count[letter] for count in counts]
        rows.append([word, *map(str, figures), str(sum(figures))])
    totals = [sum(count.values()) for count in counts]
    rows.append(["Total", *map(str, totals), str(sum(totals))])
    fills: dict[Place, str] = {(n, 0): plans[0]["colours"][letter] for n, (_, letter) in enumerate(RATINGS, start=1)}
    grid = Grid(rows, widths=(90, 70, 70, 70, 70), fills=fills, bold_rows=frozenset({len(rows) - 1}))
    title = "Summary of progress"
    galley.line(title)
    galley.truth.table(title, grid, galley.table(grid), None)
    galley.gap(10)


def _set_plan(galley: Galley, plan: Mapping[str, Any], repeat_header: bool) -> None:
    blanks: list[str | None] = [None] * (len(HEADINGS) - 1)
    rows: list[Row] = [[plan["title"], *blanks], [plan["quarter"], *blanks], list(HEADINGS)]
    spans: dict[Place, Place] = {(0, 0): (1, len(HEADINGS)), (1, 0): (1, len(HEADINGS))}
    fills: dict[Place, str] = {(0, 0): "#1f3864", (1, 0): "#1f3864"}
    inks: dict[Place, str] = {(0, 0): "#ffffff", (1, 0): "#ffffff"}
    noted: list[dict[str, object]] = []
    for stream in plan["workstreams"]:
        spans[len(rows), 1] = (len(stream["actions"]), 1)
        for n, (ref, action, outcome, partner, lead, target, date, rating, progress, steps) in enumerate(
            stream["actions"]
        ):
            letter, printed = _rating(rating, plan["manner"])
            fills[len(rows), 7] = plan["colours"][letter]
            name = stream["name"] if n == 0 else None
            rows.append([ref, name, action, outcome, partner, lead, target, printed, progress, steps])
            basis = "letter" if plan["manner"] == "letter" else "fill"
            noted.append(
                {
                    "plan": plan["title"],
                    "ref": ref,
                    "workstream": stream["name"],
                    "organisations": organisations(partner),
                    "action": action.replace("\n", " "),
                    "outcome": outcome.replace("\n", " "),
                    "owner": lead,
                    "resources": None,
                    "start_text": None,
                    "start_date": None,
                    "target_text": target.replace("\n", " "),
                    "target_date": None if date is None else str(date),
                    "rag": letter or None,
                    "rag_basis": basis if letter else None,
                    "status_text": printed if plan["manner"] == "word" else None,
                    "progress": progress,
                    "next_steps": steps,
                    "period": plan["period"],
                }
            )
    grid = Grid(rows, 3, WIDTHS, 9.0, fills, inks, spans=spans, header_fill="#bdd7ee", numbers_right=False)
    pages = galley.table(grid, repeat_header=repeat_header, split_rows=True)
    for row, page in zip(noted, pages[3:], strict=True):
        galley.truth.add("rag_actions", **row, page=page)
    galley.truth.table(plan["title"], grid, pages, "rag_actions")
    if plan["quarter"] != RIGHT_QUARTER:
        galley.truth.add(
            "findings",
            check="period label",
            subject=f"{plan['title']} is headed with the wrong quarter; the paper reports Quarter 2",
            expected=RIGHT_QUARTER,
            actual=plan["quarter"],
            difference=None,
            page=pages[0],
        )


def _set_projects(galley: Galley, projects: Mapping[str, Any]) -> None:
    galley.line(projects["title"], 13, after=10)
    rows: list[Row] = [["Project", "Sponsor", "Start", "Target", "Status", "Progress"]]
    fills: dict[Place, str] = {}
    for name, sponsor, start, _, target, _, status, progress in projects["rows"]:
        fills[len(rows), 4] = projects["colours"][status]
        rows.append([name, sponsor, start, target, status, progress])
    grid = Grid(rows, widths=(150, 80, 70, 70, 80, 300), fills=fills, numbers_right=False)
    pages = galley.table(grid)
    for row, page in zip(projects["rows"], pages[1:], strict=True):
        name, sponsor, start, begun, target, date, status, progress = row
        rating = projects["ratings"][status]
        galley.truth.add(
            "rag_actions",
            plan=projects["title"],
            ref=None,
            action=name,
            owner=sponsor,
            start_text=start,
            start_date=str(begun),
            target_text=target,
            target_date=None if date is None else str(date),
            rag=rating,
            rag_basis="fill" if rating else None,
            status_text=status,
            progress=progress,
            page=page,
        )
    galley.truth.table(projects["title"], grid, pages, "rag_actions")
