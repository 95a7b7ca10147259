"""Arithmetic of periods as printed in records: `2019/20`, `2019/20 Q1`, `2019-04`, `2017/18 P11`."""

from __future__ import annotations

import re
from collections.abc import Sequence

UNKNOWN_YEAR = "2998/99"
"""Stands in for the year of quarters and months whose year is nowhere printed, to keep them in order."""


def year_of(period: str | None) -> str | None:
    """The financial year that a period lies in."""
    if period is None:
        return None
    if month := re.fullmatch(r"([0-9]{4})-([0-9]{2})", period):
        start = int(month[1]) - (int(month[2]) < 4)
        return _year(start)
    return period[:7]


def before(period: str | None, years: bool = False) -> str | None:
    """The period before one of the same kind; with `years`, the same period a year earlier."""
    if period is None:
        return None
    if month := re.fullmatch(r"([0-9]{4})-([0-9]{2})", period):
        number = int(month[1]) * 12 + int(month[2]) - 1 - (12 if years else 1)
        return f"{number // 12}-{number % 12 + 1:02d}"
    start = int(period[:4])
    part = re.fullmatch(r".{7} ([QP])([0-9]+)", period)
    if part is None or years:
        return _year(start - 1) + period[7:]
    kind, number = part[1], int(part[2])
    if number > 1:
        return f"{period[:7]} {kind}{number - 1}"
    return f"{_year(start - 1)} {kind}{4 if kind == 'Q' else 12}"


def wrapped(periods: Sequence[str], now: str) -> dict[str, str]:
    """Quarters or months that belong to the year before, by the order of columns that do not print their year.

    `periods` are those of the columns as if all were of one year, `now` is the one reported on: "Q2 Q3 Q4 Q1" in a
    paper on the first quarter, or "Q1 Q4 Q3 Q2". Gives the period meant by the period as if; empty for other orders.
    """
    order = list(dict.fromkeys(periods))
    if len(order) < 2 or now not in (order[0], order[-1]) or now == year_of(now):
        return {}
    if now == order[0]:
        order.reverse()
    drops = [n for n in range(1, len(order)) if ends(order[n]) < ends(order[n - 1])]
    if len(drops) != 1 or ends(order[0]) <= ends(now):
        return {}
    return {period: before(period, years=True) or period for period in order[: drops[0]]}


def ends(period: str | None) -> tuple[int, int]:
    """When a period ends, as (year, month), to put periods of all kinds in order; an unknown one is the last."""
    if period is None:
        return 9999, 12
    if month := re.fullmatch(r"([0-9]{4})-([0-9]{2})", period):
        return int(month[1]), int(month[2])
    start = int(period[:4])
    part = re.fullmatch(r".{7} ([QP])([0-9]+)", period)
    months = 12 if part is None else int(part[2]) * (3 if part[1] == "Q" else 1)
    last = start * 12 + 3 + months - 1  # April is month 4
    return last // 12, last % 12 + 1


def _year(start: int) -> str:
    return f"{start}/{(start + 1) % 100:02d}"
