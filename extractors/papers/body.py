"""The name of the body that meets, as it calls itself, from a front sheet or the head of a paper."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.facts.dates import find_dates
from extractors.geometry import Box
from extractors.pages.page import Page
from extractors.papers.head import PageHead
from extractors.papers.members import starts_with_title
from extractors.papers.naming import (
    after_lead,
    body_word,
    ends_as_body,
    is_council,
    own_meeting,
    summoned_to,
    whole_name,
)
from extractors.papers.paper import AgendaItem
from extractors.reference import load
from extractors.text.casing import own_letters
from extractors.text.columns import rows_of
from extractors.text.lines import Line

_DIGITS_OF_TIME = re.compile(r"\d{1,2}[.:]\d{2}|\d\s*[ap]\.?m\b", re.I)

_WEEKDAY = re.compile(r"[\s,]*(?:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day)?[\s,]*$", re.I)
_OPENING = 12  # characters of a line in which "Minutes of" must stand to lead in a name


def find_body(head: PageHead, front: Sequence[Page], first_item: AgendaItem | None, texts: Sequence[str]) -> str | None:
    """The body that meets: to whom a report is made, whose meeting a sentence says is held ("a meeting of the … will be
    held"), or named on a line of its own, the largest first. A council's own name counts where nothing else is named.
    """
    to = head.label("to")
    if to is not None and (head.is_report or to.box.top < 0.4 * head.page.height):
        name = _name(re.split(r"\s[-\u2013]\s|,|;|\bon\b|\bmeeting\b|\d", to.lines[0])[0])
        if name and body_word().search(name):
            return own_letters(name, texts)
    said = [name for page in front if (name := summoned_to(text_above(page, first_item)))]
    names = [name for name in said if not _is_whole(name)] or _on_lines(front) or said
    if not names:
        return None
    best = whole_name(names[0], _on_lines(front))
    if is_council(best) and first_item is None and not head.is_minutes:
        return None  # whose report it is, not who meets
    return own_letters(own_meeting(best) if is_council(best) else best, texts)


def text_above(page: Page, first_item: AgendaItem | None) -> str:
    """The text of a front sheet's page, above the agenda's first item where that stands on it."""
    foot = first_item.box.top - 1 if first_item and first_item.page == page.number else page.height
    return " ".join(row.whole().text for row in rows_of(word for word in page.words if word.box.top < foot))


def _on_lines(front: Sequence[Page]) -> list[str]:
    """The names that stand on lines of their own or before a date, the weightiest first."""
    candidates: list[tuple[float, int, str]] = []
    for page in front:
        segments = [Line(segment.words) for row in rows_of(page.words)[:40] for segment in row.segments]
        told: set[Box] = set()  # lines that carry on the name of one above
        for lines in (PageHead(page).top, segments):
            for place, line in enumerate(lines):
                text, count = _unwrapped(lines, place)
                day = next((date for date in find_dates(text) if date.is_day), None)
                below = lines[place + count].text if place + count < len(lines) else ""
                dated = day is not None or (len(below) < 60 and any(date.is_day for date in find_dates(below)))
                names = _names(text[: text.index(day.raw)] if day and day.raw in text else text)
                if names:
                    told.update(other.box for other in lines[place + 1 : place + count])
                for name in names:
                    weight = (
                        line.size
                        + 4 * line.bold
                        + 3 * name.isupper()
                        - 0.02 * line.box.top
                        - 30 * _is_whole(name)
                        + 8 * dated
                        + 25 * (after_lead(text, begins_by=_OPENING) is not None)
                        - 20 * (line.box in told)
                        - 5 * (page is not front[0])
                    )
                    candidates.append((weight, -len(candidates), name))
    return [name for _, _, name in sorted(candidates, reverse=True)]


def _names(text: str) -> list[str]:
    """The names of bodies in a line, which dashes and colons may part from other things."""
    parts = [text, *re.split(r"\s+[-\u2013\u2014|]\s+|:\s+", text)]
    names = [_name(_WEEKDAY.sub("", part)) for part in parts]
    led = after_lead(text, begins_by=_OPENING)
    found = [name for name in names if name and (name == led or ends_as_body().fullmatch(name))]
    return [name for name in found if not re.search(r"\s[-\u2013\u2014|]\s|:\s", name)] or found


def _is_whole(name: str) -> bool:
    """Whether a name is a whole council's or authority's, of which a committee may meet."""
    return (
        is_council(name)
        or re.search(r"(?:^|\s)(?:authority|district council|borough council)$", name, re.I) is not None
    )


def _unwrapped(lines: Sequence[Line], place: int) -> tuple[str, int]:
    """The text of a line and of those below on which its name runs on ("MINUTES OF A / RIVERSIDE JOINT / COMMITTEE"),
    and how many lines that are."""
    text, count = lines[place].text, 1
    for following in lines[place + 1 : place + 4]:
        above = lines[place]
        alike = abs(following.size - above.size) < 0.3 and following.bold == above.bold
        lead_in = re.search(r"\b(?:of|of the|of a|the|and|for|&)$", text, re.I)
        if _DIGITS_OF_TIME.search(text) or not alike or not (lead_in or not body_word().search(text)):
            break
        text, count = f"{text} {following.text}", count + 1
    return text, count


def _name(text: str) -> str | None:
    """The body's name without what leads in and follows; None for a line that says something else."""
    data = load("bodies")
    name = " ".join(text.split()).strip(" .:;-\u2013\u2014")
    if led := after_lead(name, begins_by=_OPENING):
        return led
    if len(name) > 140:
        return None
    held = re.search(
        r"\b(?:,?\s*held|to be held|will be held|\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day|agenda for)\b",
        name,
        re.I,
    )
    if held and held.start() > 5:
        name = name[: held.start()].strip(" ,.:;-\u2013\u2014")
    for lead in sorted(data["lead_ins"], key=len, reverse=True):
        if re.match(rf"{re.escape(lead)}(?:\s*[:\u2013-]\s*|\s+)(?=\S)", name, re.I) and (
            lead not in ("Committee", "Meeting", "Title", "To") or ":" in name
        ):
            name = re.sub(rf"^{re.escape(lead)}\s*[:\u2013-]?\s*", "", name, flags=re.I)
            break
    for trail in data["trailers"]:
        name = re.sub(rf"(?:^|[\s:\u2013-]+){re.escape(trail)}\s*$", "", name, flags=re.I)
    name = re.sub(r"^(?:the|a)\s+", "", name, flags=re.I).strip(" .:;-\u2013\u2014")
    if (
        not name
        or len(name) > 90
        or name.endswith(",")
        or re.search(r"[@?!]|\b(?:will|is|are|was|must|please)\b", name, re.I)
    ):
        return None
    if starts_with_title(name) or name.casefold().startswith(tuple(word.casefold() for word in data["not_names"])):
        return None
    if len(name.split()) > 12 or (name[0].islower() and name.islower()) or find_dates(name):
        return None
    return name
