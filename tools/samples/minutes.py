"""Minutes of a meeting: who was there, numbered items, what was decided, set in one of several councils' manners."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import yaml

from tools.samples.galley import Galley
from tools.samples.truth import Truth

CONTENT = Path(__file__).parent / "content"
Manner = Literal["borough", "county"]
"""`borough` centres its heading and numbers in the margin; `county` rules it off and adds item references."""


def load(name: str) -> dict[str, Any]:
    """A file of content/ by its name without the ending."""
    with (CONTENT / f"{name}.yaml").open(encoding="utf-8") as file:
        content: dict[str, Any] = yaml.safe_load(file)
    return content


def set_minutes(galley: Galley, minutes: Mapping[str, Any], manner: Manner, agenda_item: str | None = None) -> None:
    """Sets the minutes from the top of the page just begun and notes their rows; ends on their last page."""
    first = galley.page
    _heading(galley, minutes, manner)
    for entry in minutes["opening"]:
        page = _plain(galley, entry)
        if "attendance" not in galley.truth.rows or galley.truth.rows["attendance"][-1]["meeting_date"] != _date(
            minutes
        ):
            _attendance(galley.truth, minutes, page)
    for item in minutes["items"]:
        _item(galley, minutes, item, manner)
    for line in minutes["closing"]:
        galley.need(60)
        galley.gap(36)
        galley.pen.rule(galley.right - 150, galley.y, galley.right, galley.y)
        galley.gap(14)
        galley.pen.text(galley.right - 90, galley.y, line, galley.size)
    galley.truth.paper("minutes", minutes["title"], agenda_item, _date(minutes), (first, galley.page))


def note_pack(truth: Truth, minutes: Mapping[str, Any], file_name: str, pages: int) -> None:
    """The row of a file that holds nothing but these minutes."""
    truth.add(
        "packs",
        file_name=file_name,
        page_count=pages,
        kind="minutes",
        body=minutes["body"],
        meeting_date=_date(minutes),
        meeting_time=minutes["time"],
        venue=minutes["venue"],
    )


def _date(minutes: Mapping[str, Any]) -> str:
    return str(minutes["date"])


def _heading(galley: Galley, minutes: Mapping[str, Any], manner: Manner) -> None:
    if manner == "county":
        galley.line(minutes["council"], 13, align="centre", after=8)
        galley.pen.rule(galley.left, galley.y, galley.right, galley.y)
        galley.gap(10)
    for line in minutes["heading"]:
        galley.line(line, 12, align="centre", after=4)
    galley.gap(12)


def _plain(galley: Galley, entry: Mapping[str, Any]) -> int:
    if entry.get("align") == "centre":
        return galley.line(entry["text"], align="centre")
    return galley.para(entry["text"], face=entry.get("face", "plain"))


def _attendance(truth: Truth, minutes: Mapping[str, Any], page: int) -> None:
    for person in minutes["attendance"]:
        row = {"body": minutes["body"], "meeting_date": _date(minutes), "substitute_for": None, **person, "page": page}
        truth.add("attendance", **row)


def _item(galley: Galley, minutes: Mapping[str, Any], item: Mapping[str, Any], manner: Manner) -> None:
    hang = 34.0
    galley.need(80)
    galley.gap(4)
    page = galley.para(item["title"], label=item["number"], hang=hang, face="bold", after=1 if "under" in item else 6)
    if "under" in item:
        galley.para(item["under"], indent=hang, face="italic")
    indent = hang if manner == "borough" else 0.0
    known = {"body": minutes["body"], "meeting_date": _date(minutes), "item_no": item["number"].rstrip(".")}
    printed: list[str] = []
    ordinal = 0
    for entry in item["text"]:
        words = entry if isinstance(entry, str) else entry["text"]
        begun = galley.para(words, indent=indent)
        parts = [] if isinstance(entry, str) else entry.get("parts", [])
        for part in parts:
            letter, rest = part.split(" ", 1)
            galley.para(rest, indent=indent + 18, label=letter, hang=24)
        printed += [words, *parts]
        if isinstance(entry, str):
            continue
        ordinal += 1
        galley.truth.add(
            "decisions",
            **known,
            item_title=item["title"],
            ordinal=ordinal,
            kind=entry["decision"],
            text="\n".join([words, *parts]),
            vote=entry.get("vote", minutes["vote"]),
            moved_by=entry.get("moved_by"),
            seconded_by=entry.get("seconded_by"),
            page=begun,
        )
    galley.truth.add("minute_items", **known, title=item["title"], text="\n".join(printed), page=page)
