"""When minutes were agreed as a correct record: by which later meeting of the body, and in which pack that was read."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from extractors.facts.dates import find_dates
from extractors.reference import load
from pipelines.marts.rows import Row, likeness_key

_DAYS_BEFORE = re.compile(r"((?:\b\d{1,2}(?:st|nd|rd|th)?\s*(?:,|and|&)\s*)+)$", re.IGNORECASE)


class Records:
    """The decisions by which minutes were agreed, of all bodies."""

    def __init__(self, decisions: Iterable[Row]) -> None:
        self._meetings: dict[str, set[dt.date]] = defaultdict(set)
        self._agreed: dict[str, list[tuple[dt.date, str, set[dt.date]]]] = defaultdict(list)
        for row in decisions:
            if row["meeting_date"] is None:
                continue
            body = likeness_key(row["body"])
            self._meetings[body].add(row["meeting_date"])
            title = row["item_title"] or ""
            named = dates_named(f"{title}\n{row['text']}")
            if _record().search(row["text"]) or (
                _agreeing().search(row["text"]) and (named or "minutes" in title.casefold())
            ):
                self._agreed[body].append((row["meeting_date"], row["pack_id"], named))

    def of(self, body: str | None, held: dt.date | None) -> Row:
        """The first later meeting of the body that agreed the minutes of a meeting: it names their date, or names none
        and is the next one known. No columns where none did.
        """
        key = likeness_key(body)
        if held is None:
            return {}
        following = min((date for date in self._meetings[key] if date > held), default=None)
        for date, pack_id, named in sorted(self._agreed[key], key=lambda agreed: agreed[:2]):
            if date > held and (held in named or (not named and date == following)):
                return {"agreed_as_record_at": date, "agreed_as_record_in": pack_id}
        return {}


def dates_named(text: str) -> set[dt.date]:
    """The days that a text names, those of a list with one month among them ("on 5 and 12 April 2019")."""
    plain = " ".join(text.split())
    named: set[dt.date] = set()
    for date in find_dates(plain):
        if date.first != date.last:
            continue
        named.add(date.first)
        for place in re.finditer(re.escape(date.raw), plain):
            if days := _DAYS_BEFORE.search(plain[: place.start()]):
                named |= {day for number in re.findall(r"\d+", days[1]) if (day := _day(date.first, int(number)))}
    return named


def _day(month: dt.date, number: int) -> dt.date | None:
    try:
        return month.replace(day=number)
    except ValueError:  # "minutes 31 and 5 April": no day of that month, so a number of something else
        return None


@cache
def _record() -> re.Pattern[str]:
    """Minutes called a correct record."""
    record = rf"\b(?:{'|'.join(load('answers')['record_qualities'])})\b.*\brecord\b"
    return re.compile(rf"\bminutes\b.*{record}|{record}.*\bminutes\b", re.IGNORECASE | re.DOTALL)


@cache
def _agreeing() -> re.Pattern[str]:
    """Minutes agreed, in whatever words."""
    verbs = "|".join(load("answers")["record_verbs"])
    passive = rf"\bminutes\b[^.;]*\b(?:be|is|are|was|were)\b(?: \w+){{0,3}} (?:{verbs})\b"
    return re.compile(rf"{passive}|\b(?:{verbs}) the minutes of\b", re.IGNORECASE)
