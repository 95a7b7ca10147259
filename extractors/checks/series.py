"""One indicator wherever the pack prints it: the same figure, target and arrow, and a quarter within its months."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.checks.check import Outcome, box_of, page_of
from extractors.checks.indicators import bare_name, half_step, number, said_name, said_period, same_indicator
from extractors.checks.material import Material
from extractors.facts.arrows import shown_by
from extractors.facts.dates import quarter_of
from extractors.records import Record

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_ARROWS = {"up": "↑", "down": "↓", "level": "→", "new": "new"}
_MEANS = 4  # quarters that must be the mean of their months for another that is not to be a slip
_ODD = 1  # quarters that are then not
_ALIKE = 0.8  # the least share of one another that two targets for one thing have


def check_indicator_repeats(pack: Material) -> Iterator[Outcome]:
    """The figure of an indicator for one council and period, in each table that prints it."""
    pairs: list[tuple[Record, Record, bool]] = []
    for records in _repeated(pack["kpis"]):
        first = records[0]
        for record in _others(records, "actual"):
            a, b = number(first["actual"]), number(record["actual"])
            if a is None or b is None:
                continue
            slack = half_step(first, "actual_text") + half_step(record, "actual_text")
            pairs.append((*_which(pack["kpis"], first, record), abs(a - b) <= slack))
    for right, wrong, same in pairs:
        twin = (
            None if same else next((other for _, other, _ in pairs if _changed_over(right, wrong, other, pairs)), None)
        )
        yield _said_twice(pack["kpis"], right, wrong, "actual", same, twin)


def check_target_repeats(pack: Material) -> Iterator[Outcome]:
    """The target of an indicator for one period, in each table that prints it; and that of its months."""
    said: set[tuple[str, ...]] = set()
    for records in _repeated(pack["kpis"], months_too=True):
        targets = [str(record["target"]) for record in records]
        told = next(record for record in records if str(record["target"]) == max(targets, key=targets.count))
        for record in records:
            key = (str(record["table_id"]), bare_name(str(record["indicator"])), str(record["target"]))
            a, b = float(str(told["target"])), float(str(record["target"]))
            if record is told or key in said or not _ALIKE <= (b / a if a else 0) <= 1 / _ALIKE:
                continue  # a quarter's target and a year's are different things
            said.add(key)
            slack = half_step(told, "target_text") + half_step(record, "target_text")
            outcome = _said_twice(pack["kpis"], told, record, "target", abs(a - b) <= slack)
            cell = pack.beside(record, " ".join(str(record["target_text"]).split()).__eq__)
            yield replace(outcome, page=page_of(cell), box=box_of(cell))


def check_direction_repeats(pack: Material) -> Iterator[Outcome]:
    """The direction of travel of an indicator in a list, against the arrow on the indicator's own page."""
    for records in _repeated(pack["kpis"]):
        first = next((record for record in records if record.get("direction") in _ARROWS), None)
        if first is None:
            continue
        for record in _others(records, "direction"):
            if record["table_id"] == first["table_id"] or first["direction"] == "new" or record["direction"] == "new":
                continue
            same = record["direction"] == first["direction"]
            name = said_name(first)
            arrow = pack.beside(first, lambda text: shown_by(text) is not None)
            listed, own = _ARROWS[str(first["direction"])], _ARROWS[str(record["direction"])]
            yield Outcome(
                same,
                f"{name}, direction of travel: this table against its page",
                f"{name}: direction of travel is {listed} here and {own} on page {page_of(record)}",
                expected=own,
                actual=listed,
                page=page_of(arrow),
                box=box_of(arrow),
            )


def check_quarter_in_months(pack: Material) -> Iterator[Outcome]:
    """A quarter's percentage or average against its months: it cannot lie beyond all of them, and is their mean where
    the pack's other quarters are.
    """
    quarters = list(_with_months(pack["kpis"]))
    means = [_is_mean(record, own) for record, own in quarters]
    for (record, own), is_mean in zip(quarters, means, strict=True):
        values = [float(str(month["actual"])) for month in own]
        slack = half_step(record, "actual_text") + max(half_step(month, "actual_text") for month in own)
        actual = float(str(record["actual"]))
        low, high = min(values), max(values)
        strict = means.count(True) - is_mean >= _MEANS and means.count(False) <= _ODD
        right = low - slack <= actual <= high + slack and (is_mean or not strict)
        printed = ", ".join(str(month["actual_text"]) for month in own)
        mean = sum(values) / len(values)
        yield Outcome(
            right,
            f"{said_name(record)}, {said_period(record)} against its months",
            f"{said_name(record)}: {record['actual_text']} for {said_period(record)}, its months are {printed}"
            + ("" if right else f", on average {mean:.4g}"),
            expected=f"{mean:.4g}" if not right else f"{low:g} to {high:g}",
            actual=f"{actual:g}",
            difference=None if right else f"{actual - mean:.4g}",
            page=page_of(record),
            box=box_of(record),
        )


def _with_months(kpis: Sequence[Record]) -> Iterator[tuple[Record, list[Record]]]:
    """The quarters of averages and shares that are printed on one page with their three months."""
    months: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
    for record in kpis:
        if record.get("actual") is not None and (quarter := _quarter(str(record.get("period")))):
            months[(str(record["indicator"]), str(record.get("organisation")), quarter)].append(record)
    for record in kpis:
        key = (str(record["indicator"]), str(record.get("organisation")), str(record.get("period")))
        own = [month for month in months.get(key, ()) if month.get("page") == record.get("page")]
        if record.get("actual") is None or len(own) < 3 or record.get("unit") in ("GBP", "count"):
            continue
        values = [float(str(month["actual"])) for month in own]
        if max(values) - min(values) <= 0.5 * max(abs(max(values)), 1):  # else it mounts up over the year
            yield record, own


def _is_mean(quarter: Record, months: Sequence[Record]) -> bool:
    """Whether a quarter's figure is the mean of its months, as far as all are rounded."""
    values = [float(str(month["actual"])) for month in months]
    slack = half_step(quarter, "actual_text") + max(half_step(month, "actual_text") for month in months)
    return abs(sum(values) / len(values) - float(str(quarter["actual"]))) <= slack


def _repeated(kpis: Sequence[Record], *, months_too: bool = False) -> Iterator[list[Record]]:
    """The figures of one indicator, council and period that stand in more than one table, in order of the pages.

    With `months_too`, targets: those of a quarter with the targets of its months where these are all one.
    """
    grouped: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in kpis:
        period = str(record.get("period"))
        if months_too:
            if record.get("target") is None:
                continue
            period = _quarter(period) or period
        grouped[(str(record.get("organisation")), period)].append(record)
    flat = _flat_targets(kpis) if months_too else frozenset[str]()
    for records in grouped.values():
        taken: set[int] = set()
        for at, record in enumerate(records):
            if at in taken:
                continue
            alike = [
                other
                for other_at, other in enumerate(records)
                if other_at >= at and same_indicator(str(record["indicator"]), str(other["indicator"]))
            ]
            taken.update(index for index, other in enumerate(records) if any(other is one for one in alike))
            if months_too:
                alike = [one for one in alike if not _quarter(str(one["period"])) or str(one["table_id"]) in flat]
            if len({str(one["table_id"]) for one in alike}) > 1:
                yield sorted(alike, key=lambda one: (page_of(one) or 0, str(one["table_id"])))


def _flat_targets(kpis: Sequence[Record]) -> frozenset[str]:
    """The tables whose months all have one target: a profile of targets over the year is none for the quarter."""
    targets: dict[str, set[str]] = defaultdict(set)
    for record in kpis:
        if _quarter(str(record.get("period"))) and record.get("target") is not None:
            targets[str(record["table_id"])].add(str(record["target"]))
    return frozenset(table for table, found in targets.items() if len(found) == 1)


def _others(records: Sequence[Record], column: str) -> list[Record]:
    """One record of each further table that prints something in the column."""
    found: dict[str, Record] = {}
    for record in records[1:]:
        if record.get(column) is not None and record["table_id"] != records[0]["table_id"]:
            found.setdefault(str(record["table_id"]), record)
    return list(found.values())


def months_of(kpis: Sequence[Record], quarter: Record) -> list[Record]:
    """The months of a quarter's figure, wherever they are printed."""
    return [
        record
        for record in kpis
        if record.get("actual") is not None
        and record.get("organisation") == quarter.get("organisation")
        and _quarter(str(record.get("period"))) == quarter.get("period")
        and same_indicator(str(record["indicator"]), str(quarter["indicator"]))
    ]


def _which(kpis: Sequence[Record], first: Record, later: Record) -> tuple[Record, Record]:
    """The figure to go by and the other: the mean of the months decides; else what was printed first."""
    months = [float(str(record["actual"])) for record in months_of(kpis, first)]
    if len(months) >= 2:
        mean = sum(months) / len(months)
        if abs(float(str(later["actual"])) - mean) < abs(float(str(first["actual"])) - mean):
            return later, first
    return first, later


def of_months(record: Record, months: Sequence[Record]) -> str:
    """What a quarter's figure is of its months, in brackets: their mean, or the figure of one of them."""
    if not months:
        return ""
    slack = half_step(record, "actual_text") * 1.1
    actual = float(str(record["actual"]))
    values = [float(str(month["actual"])) for month in months]
    if len(values) > 1 and abs(sum(values) / len(values) - actual) <= slack:
        return f" (the mean of {'three' if len(values) == 3 else len(values)} months)"
    same = [month for month, value in zip(months, values, strict=True) if abs(value - actual) <= slack]
    return f" (the {said_period(same[0]).split()[0]} figure)" if len(same) == 1 else ""


def _changed_over(right: Record, wrong: Record, other: Record, pairs: Sequence[tuple[Record, Record, bool]]) -> bool:
    """Whether another figure of the same table has this one's place, and this one that figure's."""
    return any(
        other is theirs
        and theirs is not wrong
        and not same
        and theirs["table_id"] == wrong["table_id"]
        and (own["actual"], theirs["actual"]) == (wrong["actual"], right["actual"])
        for own, theirs, same in pairs
    )


def _said_twice(
    kpis: Sequence[Record], told: Record, record: Record, value: str, same: bool, twin: Record | None = None
) -> Outcome:
    """Two tables' figures, or targets, for one thing: `told` is the one to go by. `value` is `actual` or `target`.

    `twin` is a figure of the same table that is changed over with the wrong one.
    """
    a, b = float(str(told[value])), float(str(record[value]))
    name, when, text = said_name(record), said_period(record), f"{value}_text"
    months = months_of(kpis, told) if value == "actual" else ()
    here, there = _table_of(kpis, record), _table_of(kpis, told)
    if page_of(told) != page_of(record):
        here, there = f"{here} of its page", f"{there} on page {page_of(told)}"
    aim = "target for " if value == "target" else ""
    return Outcome(
        same,
        f"{name}, {aim}{when}: {here} against {there}",
        f"{name}: the {'target' if aim else 'figure'} for {when} is {record[text]}{of_months(record, months)} in "
        f"{here} against {told[text]}{of_months(told, months)} in {there}"
        + (f" (figures of {' and '.join(_told_apart(twin, record))} changed over)" if twin else ""),
        expected=f"{a:g}",
        actual=f"{b:g}",
        difference=None if same else f"{round(b - a, 6):g}",
        page=page_of(record),
        box=box_of(record),
    )


def _told_apart(*records: Record) -> list[str]:
    """What two figures are of: their sub-measures or else their councils."""
    parts = [re.search(r"\(([^()]*)\)$", str(record["indicator"])) for record in records]
    return [part[1] if part else str(record["organisation"]) for part, record in zip(parts, records, strict=True)]


def _table_of(kpis: Sequence[Record], record: Record) -> str:
    """What sort of table a figure stands in, by the periods that it prints."""
    periods = {str(other["period"]) for other in kpis if other["table_id"] == record["table_id"]}
    if any(_MONTH.fullmatch(period) for period in periods):
        return "the monthly table"
    quarters = [period for period in periods if " Q" in period]
    return "the quarterly table" if len(quarters) > 1 else "the summary table"


def is_month(period: str) -> bool:
    return bool(_MONTH.fullmatch(period))


def _quarter(period: str) -> str | None:
    """The quarter that a month lies in; None for any other period."""
    match = _MONTH.fullmatch(period)
    return quarter_of(dt.date(int(match[1]), int(match[2]), 1)) if match else None
