"""What successive packs of a committee print of one thing: a target that changed without a word, a balance that did not
carry over.

Facts of many packs come in, each with `pack_id`, and with `body` and `pack_date` of its pack. A finding stands where
the later pack prints its figure.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

from extractors.checks.check import Outcome, Rows, box_of, page_of, plain
from extractors.records import Record
from extractors.reference import load

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class SuccessiveCheck:
    """A check over the facts of several packs. It yields what failed, with the row of the later pack."""

    name: str
    tolerance: str
    reason: str
    run: Callable[[Rows], Iterable[tuple[Record, Outcome]]]


def check_targets_kept(packs: Rows) -> Iterator[tuple[Record, Outcome]]:
    """The target of an indicator for one council and period in successive packs, unless a comment tells of a change."""
    for printed in _successive(packs["kpis"], _indicator, lambda row: row.get("target")):
        for (before, was), (after, now) in pairwise(printed):
            if was == now or _told(str(after.get("commentary") or "").casefold(), "changed_with_a_word"):
                continue
            what = f"{after['organisation']}: the target of {after['indicator']} for {after['period']}"
            yield after, _differs(what, before, was, after, now)


def check_balances_carried(packs: Rows) -> Iterator[tuple[Record, Outcome]]:
    """The closing balance of a year, in one pack, against the opening balance of the next year in the pack after it."""
    closing = _successive(packs["budgets"], lambda row: _balance(row, "closing", 1), lambda row: row.get("amount_gbp"))
    opening = _successive(packs["budgets"], lambda row: _balance(row, "opening", 0), lambda row: row.get("amount_gbp"))
    closed = {_balance(printed[-1][0], "closing", 1): printed[-1] for printed in closing}
    for printed in opening:
        after, now = printed[0]
        before, was = closed.get(_balance(after, "opening", 0), (after, now))
        if _order(before) < _order(after) and was != now:
            what = f"{after['table_title'] or 'Reserves'}: the opening balance {after['financial_year']}"
            yield after, _differs(f"{what} of {after['line'] or after['organisation']}", before, was, after, now)


SUCCESSIVE_CHECKS = (
    SuccessiveCheck(
        "target_changed",
        "None; judged only where each pack prints one target",
        "A target that is lowered without a word turns a miss into a success.",
        check_targets_kept,
    ),
    SuccessiveCheck(
        "balance_carried",
        "None; not for forecasts, and only where each pack prints one balance",
        "A year opens with what the year before closed with.",
        check_balances_carried,
    ),
)
"""Every check over several packs, in the order in which a reader wants them."""
BETWEEN_PACKS = frozenset(check.name for check in SUCCESSIVE_CHECKS)


def _successive(
    rows: Sequence[Record], key: Callable[[Record], Key | None], value: Callable[[Record], object]
) -> Iterator[list[tuple[Record, Decimal]]]:
    """What each pack prints under one key, in order of the packs; packs that print several values are left out."""
    found: dict[Key, dict[object, dict[Decimal, Record]]] = defaultdict(lambda: defaultdict(dict))
    for row in sorted((row for row in rows if row["pack_date"] is not None), key=_order):
        if (of := key(row)) is not None and value(row) is not None:
            found[of][row["pack_id"]].setdefault(Decimal(str(value(row))), row)
    for packs in found.values():
        once = [next(iter(values.items())) for values in packs.values() if len(values) == 1]
        if once:
            yield [(row, figure) for figure, row in once]


def _order(row: Mapping[str, object]) -> tuple[dt.date, str]:
    return dt.date.fromisoformat(str(row["pack_date"])), str(row["pack_id"])


def _indicator(row: Record) -> Key:
    words = (_words(row.get(column)) for column in ("indicator", "service_area"))
    return (row["body"], *words, row["organisation"], row["period"], row["unit"])


def _balance(row: Record, end: str, years_on: int) -> Key | None:
    """What a balance is of, and the year that it opens; None for a figure that is no balance of that end of a year."""
    year = re.fullmatch(r"(\d{4})/\d\d", str(row.get("financial_year")))
    labels = [str(row.get(column) or "").casefold() for column in ("line", "column_label")]
    if (
        year is None
        or not any(_told(label, end) for label in labels)
        or any(_told(label, "not_final") for label in labels)
    ):
        return None
    of = [_words(row.get(column)) for column in ("table_title", "parent_line")]
    of += [_words(label) for label in labels if not _told(label, end)]
    return (row["body"], row["organisation"], row["scope"], *of, int(year[1]) + years_on)


def _words(label: object) -> str:
    """A label less what changes from year to year."""
    return " ".join(re.findall(r"[a-z]+", str(label or "").casefold()))


def _told(text: str, name: str) -> bool:
    return _listed(name).search(text) is not None


@cache
def _listed(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, load('successive_packs')[name]))})(?!\w)")


def _differs(what: str, before: Record, was: Decimal, after: Record, now: Decimal) -> Outcome:
    held = f"{_order(before)[0]:%-d %B %Y}"
    return Outcome(
        False,
        what,
        f"{what} is {plain(now)} here, and {plain(was)} in the pack of {held}, page {before['page']}",
        expected=plain(was),
        actual=plain(now),
        difference=plain(now - was),
        page=page_of(after),
        box=box_of(after),
    )
