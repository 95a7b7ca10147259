"""Figures that cannot be an indicator's own: in another unit than its target, or another indicator's copied in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from extractors.checks.check import Outcome, box_of, page_of
from extractors.checks.indicators import bare_name, said_name, said_period
from extractors.checks.material import Material
from extractors.records import Record

_TIMES = {"days", "weeks", "months", "years", "hours", "minutes"}
_MONTH = re.compile(r"\d{4}-\d{2}")
_FAR = 3.0  # times the middle of an indicator's other figures


def check_units(pack: Material) -> Iterator[Outcome]:
    """The unit of a figure against that of its target: "5.1 weeks" where the target is "<4 cases"."""
    for record in pack["kpis"]:
        aimed, printed = (_unit_word(str(record.get(column) or "")) for column in ("target_text", "actual_text"))
        if not aimed or not printed or record.get("actual") is None:
            continue
        same = aimed[:3] == printed[:3] or not {aimed, printed} & _TIMES
        yield Outcome(
            same,
            f"{said_name(record)}, {said_period(record)}: unit of {record['actual_text']}",
            f"{said_name(record)}: {record['actual_text']} where the target is {record['target_text']}"
            + ("" if same else f", a figure printed as {printed}"),
            expected=aimed,
            actual=printed,
            page=page_of(record),
            box=box_of(record),
        )


def check_plausible(pack: Material) -> Iterator[Outcome]:
    """A figure far from all others of its indicator that is printed to the digit under another indicator too."""
    printed: dict[str, dict[str, Record]] = defaultdict(dict)
    for record in pack["kpis"]:
        if record.get("actual") is not None and len(re.sub(r"\D", "", _said(record))) > 2:
            printed[_said(record)].setdefault(bare_name(str(record["indicator"])), record)
    judged = [each for records in _of_table(pack["kpis"]) for each in _middles(records)]
    odd = {id(record) for record, middle in judged if _is_far(record, middle)}
    for record, middle in judged:
        value, far = abs(float(str(record["actual"]))), id(record) in odd
        own = bare_name(str(record["indicator"]))
        elsewhere = {name: other for name, other in printed.get(_said(record), {}).items() if name != own}
        # not where it is copied in as well
        elsewhere = {name: other for name, other in elsewhere.items() if id(other) not in odd} or elsewhere
        wrong = bool(far and elsewhere and record.get("organisation") != "Total")
        if wrong or not far:
            name, when = said_name(record), said_period(record)
            also = ", ".join(f"{name} (page {page_of(other)})" for name, other in sorted(elsewhere.items()))
            kind = ", a percentage indicator" if record.get("unit") == "%" else ""
            yield Outcome(
                not wrong,
                f"{name} {when}" + (f" shows the figure of {also}" if wrong else " beside its other figures"),
                f"{name}{kind}: {_said(record)} for {when} is far from the others (about {middle:g}), and is the "
                f"figure of {also}{_units_of(pack['kpis'], record, set(elsewhere))}"
                if wrong
                else f"{name}: {_said(record)} is of the size of the others",
                expected=f"about {middle:g}",
                actual=f"{value:g}",
                page=page_of(record),
                box=box_of(record),
            )


def _middles(records: Sequence[Record]) -> Iterator[tuple[Record, float]]:
    """Each figure of an indicator, months left out, with the middle of its others, where there are two or more."""
    values = [abs(float(str(record["actual"]))) for record in records if record.get("actual") is not None]
    for record in records:
        if record.get("actual") is None or len(values) < 3 or _MONTH.fullmatch(str(record.get("period"))):
            continue
        others = list(values)
        others.remove(abs(float(str(record["actual"]))))
        yield record, median(others)


def _is_far(record: Record, middle: float) -> bool:
    """Whether a figure is several times the middle of the others or less than a part of it."""
    bare = record.get("unit") == "%" and "%" not in str(record.get("actual_text"))
    reach = _FAR - 1 if bare else _FAR
    return middle > 0 and not middle / reach <= abs(float(str(record["actual"]))) <= middle * reach


def _units_of(kpis: Sequence[Record], record: Record, indicators: set[str]) -> str:
    """What another indicator's figures are in, where it is something else: ", in weeks"."""
    counted = {str(other["unit"]) for other in kpis if bare_name(str(other["indicator"])) in indicators} & _TIMES
    return f", in {', '.join(sorted(counted))}" if counted - {str(record.get("unit"))} else ""


def _said(record: Record) -> str:
    """The figure without its unit."""
    return f"{float(str(record['actual'])):g}"


def _of_table(kpis: Sequence[Record]) -> Iterator[list[Record]]:
    """The figures of one indicator in one table, sub-measures with it."""
    grouped: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in kpis:
        grouped[(str(record["table_id"]), bare_name(str(record["indicator"])))].append(record)
    yield from grouped.values()


def _unit_word(text: str) -> str:
    """The one word behind a figure; nothing where there is none, or more than one."""
    found = re.fullmatch(r"[<>=≤≥~\s]*[\d.,]+\s+([A-Za-z]{3,})\.?", text.strip())
    return found[1].casefold() if found else ""
