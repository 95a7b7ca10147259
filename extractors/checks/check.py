"""A check, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from extractors.geometry import Box
from extractors.records import Record

if TYPE_CHECKING:
    from extractors.checks.material import Material

Severity = Literal["error", "warning"]
"""`error`: a fault of reading (ours), which blocks what it touches; `warning`: a slip in the paper, published."""

TRIPPED = "check_failed"
"""The name under which a check is reported that could not be made."""

Rows = Mapping[str, Sequence[Record]]
"""The facts of one pack by table name."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing checked, in words a councillor would understand. Figures are in the printed unit, no separators."""

    passed: bool
    subject: str
    message: str
    expected: str | None = None
    actual: str | None = None
    difference: str | None = None
    page: int | None = None
    box: Box | None = None
    table_id: str | None = None  # where it is of one table: a fault of reading keeps that table's facts back


@dataclass(frozen=True, slots=True)
class Check:
    """A registered check. `tolerance` and `reason` are for people: how much may differ, and why it is checked."""

    name: str
    severity: Severity
    tolerance: str
    reason: str
    run: Callable[[Material], Iterable[Outcome]]

    def records(self, pack: Material) -> list[Record]:
        """Rows of `check_results` from the facts of one pack. A check that trips says so in an outcome of its own."""
        try:
            outcomes = [_of_ocr(outcome) if outcome.page in pack.ocr_pages else outcome for outcome in self.run(pack)]
            return [self._record(self.name, self.severity, outcome) for outcome in outcomes]
        except Exception as error:  # one check's fault must not lose what the others found: it becomes a row
            message = f"the check {self.name} could not be made: {error!r}"
            tripped = Outcome(False, f"Check {self.name}", message, expected="a result", actual=type(error).__name__)
            return [self._record(TRIPPED, "error", tripped)]

    @staticmethod
    def _record(name: str, severity: Severity, outcome: Outcome) -> Record:
        where = outcome.box.columns() if outcome.box else dict.fromkeys(Box._fields)
        return {
            "check": name,
            "severity": severity,
            "passed": outcome.passed,
            "subject": outcome.subject,
            "expected": outcome.expected,
            "actual": outcome.actual,
            "difference": outcome.difference,
            "table_id": outcome.table_id,
            "page": outcome.page,
            **where,
            "message": outcome.message,
        }


def _of_ocr(outcome: Outcome) -> Outcome:
    """A finding on a page that was read by OCR says so: it may be ours."""
    note = f"{outcome.message} (page {outcome.page} was read by OCR: look whether it is printed so)"
    return outcome if outcome.passed else replace(outcome, message=note)


def plain(value: Decimal) -> str:
    """A figure without exponent or separators, as a person would type it."""
    return f"{value:f}"


def box_of(record: Record) -> Box | None:
    """The box of a record; None where it has none."""
    if record.get("x0") is None:
        return None
    return Box(*(float(str(record[side])) for side in Box._fields))


def page_of(record: Record) -> int | None:
    """The page of a record; None where it has none."""
    return None if record.get("page") is None else int(str(record["page"]))
