"""The sample packs, each with the truth of what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tools.samples import finance
from tools.samples.actions import set_actions
from tools.samples.browser_pen import BrowserPen
from tools.samples.county_report import set_county_report
from tools.samples.front_sheet import Labels, set_front_sheet
from tools.samples.galley import PORTRAIT, Galley
from tools.samples.indicator_pages import set_indicators
from tools.samples.minutes import load, note_pack, set_minutes
from tools.samples.money import set_money
from tools.samples.office_pen import OfficePen
from tools.samples.report import Setters, set_report
from tools.samples.scan import scanned
from tools.samples.slides import set_slides
from tools.samples.truth import Truth

UNSTAMPED = 3  # the front sheet, the notes and the agenda
STAMP_LEAD = 1  # the papers are stamped from 5: so many pages the printed pack has before them


@dataclass(frozen=True)
class Sample:
    """A typeset file and its truth."""

    file_name: str
    pdf: bytes
    truth: Truth


def joint_pack() -> Sample:
    """The agenda pack of a joint committee of three councils; set twice, since its agenda prints page numbers."""
    labels: Labels = {}
    for _ in range(2):
        sample, labels = _set_joint_pack(labels)
    return sample


def _label(page: int) -> str | None:
    return f"Page {page + STAMP_LEAD}" if page > UNSTAMPED else None


def _set_joint_pack(labels: Labels) -> tuple[Sample, dict[str, tuple[str, str]]]:
    front, reports = load("threeways_front"), load("threeways_reports")
    actions, indicators, deck = load("threeways_actions"), load("threeways_indicators"), load("threeways_slides")
    date, meeting = str(front["date"]), (front["printed_date"], str(front["date"]))
    pen, truth = OfficePen(title=front["title"]), Truth()
    galley = Galley(pen, truth, _label)
    ranges: dict[str, tuple[str, str]] = {}

    def paper(item: str, *setters: Callable[[], None]) -> None:
        first = galley.page + 1
        for setter in setters:
            setter()
        ranges[item] = (str(first + STAMP_LEAD), str(galley.page + STAMP_LEAD))

    def minutes() -> None:
        galley.new_page(PORTRAIT, item="4")
        set_minutes(galley, load("threeways_july"), "borough", agenda_item="4")

    def report(name: str, tables: Setters | None = None) -> Callable[[], None]:
        return lambda: set_report(galley, reports[name], front["body"], meeting, tables or {})

    def appendices() -> None:
        pen.borders = "strokes"  # they come from a spreadsheet
        finance.set_appendices(galley, "5", date)
        pen.borders = "bars"

    def blank() -> None:
        galley.blank()

    tables: Setters = {
        "forecast": lambda g: set_money(g, finance.forecast(), widths=(171, 100, 100, 100)),
        "shares": lambda g: set_money(g, finance.shares()),
        "opening": finance.set_opening,
        "reserve": lambda g: set_money(g, finance.reserve(), widths=(191, 70, 70, 70, 70)),
        "savings": lambda g: set_money(g, finance.savings(), widths=(171, 75, 75, 75, 75)),
    }
    set_front_sheet(galley, front, labels)
    paper("4", minutes, blank)
    paper("5", report("finance", tables), appendices)
    paper("6", report("actions"), lambda: set_actions(galley, actions, "6", date))
    paper("7", report("indicators"), blank, lambda: set_indicators(galley, indicators, "7", date))
    paper("8", lambda: set_slides(galley, deck, date))
    file_name = f"threeways_{date}.pdf"
    truth.add(
        "packs",
        file_name=file_name,
        page_count=galley.page,
        kind="agenda_pack",
        body=front["body"],
        meeting_date=date,
        meeting_time=front["time"],
        venue=front["venue"],
    )
    return Sample(file_name, pen.finish(), truth), ranges


def joint_minutes() -> Sample:
    """The minutes of the meeting for which the joint pack was printed, in a serif type."""
    content = load("threeways_october")
    pen, truth = OfficePen(family="serif", title=content["title"].title()), Truth()
    galley = Galley(pen, truth, str, size=12.5)
    galley.new_page(PORTRAIT)
    set_minutes(galley, content, "borough")
    file_name = f"threeways_minutes_{content['date']}.pdf"
    note_pack(truth, content, file_name, galley.page)
    return Sample(file_name, pen.finish(), truth)


def joint_minutes_scanned() -> Sample:
    """The same minutes off a scanner."""
    typeset = joint_minutes()
    file_name = typeset.file_name.replace(".pdf", "_scanned.pdf")
    typeset.truth.rows["packs"][0]["file_name"] = file_name
    return Sample(file_name, scanned(typeset.pdf, "Scan"), typeset.truth)


def county_minutes() -> Sample:
    """Minutes of a county committee by the other route."""
    content = load("harrowdale_november")
    pen, truth = BrowserPen(title=content["title"].title()), Truth()
    galley = Galley(pen, truth, str, size=10.5)
    galley.new_page(PORTRAIT)
    set_minutes(galley, content, "county")
    file_name = f"harrowdale_minutes_{content['date']}.pdf"
    note_pack(truth, content, file_name, galley.page)
    return Sample(file_name, pen.finish(), truth)


def county_report() -> Sample:
    """A report to the county committee, with tables by the other route."""
    content = load("harrowdale_report")
    pen, truth = BrowserPen(title=content["title"]), Truth()
    galley = Galley(pen, truth, str, size=10.5)
    set_county_report(galley, content)
    file_name = f"harrowdale_budget_report_{content['date']}.pdf"
    truth.add(
        "packs",
        file_name=file_name,
        page_count=galley.page,
        kind="report",
        body=content["body_name"],
        meeting_date=str(content["date"]),
    )
    return Sample(file_name, pen.finish(), truth)


SAMPLES: Mapping[str, Callable[[], Sample]] = {
    "joint_pack": joint_pack,
    "joint_minutes": joint_minutes,
    "joint_minutes_scanned": joint_minutes_scanned,
    "county_minutes": county_minutes,
    "county_report": county_report,
}
