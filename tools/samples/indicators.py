"""Performance indicators: what each council reached against its target, how that is rated, and how it is noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tools.samples.galley import Galley

BEFORE = "2023/24"
MONTHS = [f"2024-{n:02}" for n in range(4, 13)] + [f"2025-{n:02}" for n in range(1, 4)]
MONTH_NAMES = ["Apr-24", "May-24", "Jun-24", "Jul-24", "Aug-24", "Sep-24", "Oct-24", "Nov-24", "Dec-24"]
MONTH_NAMES += ["Jan-25", "Feb-25", "Mar-25"]
WORDS = {"G": "Green", "A": "Amber", "R": "Red"}


@dataclass(frozen=True)
class Reading:
    """One indicator of one council in one period; figures as numbers and as printed."""

    indicator: str
    organisation: str
    period: str
    actual: float | None
    target: float | None
    actual_text: str
    target_text: str
    unit: str
    rag: str | None = None
    direction: str | None = None
    directorate: str | None = None
    service_area: str | None = None
    commentary: str | None = None


@dataclass(frozen=True)
class Rating:
    """The rule by which figures are rated, as the report states it."""

    tolerance: float
    smaller_is_better: frozenset[str]  # units and indicators

    def of(self, reading: Reading) -> str | None:
        """G, A or R; None where there is no figure."""
        if reading.actual is None or reading.target is None:
            return None
        missed = reading.target - reading.actual
        if {reading.unit, reading.indicator} & self.smaller_is_better:
            missed = -missed
        if missed <= 1e-9:
            return "G"
        return "A" if missed <= reading.target * self.tolerance + 1e-9 else "R"


def rating_of(content: Mapping[str, Any]) -> Rating:
    return Rating(content["rule"], frozenset(content["lower"]) | frozenset(content["better_when_smaller"]))


def targets(panel: Mapping[str, Any]) -> list[float]:
    """The target of each month, April to March."""
    one = panel["target"]
    return list(one) if isinstance(one, list) else [one] * 12


def quarter_reading(content: Mapping[str, Any], key: str, council: str) -> Reading:
    """The second quarter of a panel: the mean of its three months, or the last of them where figures run on."""
    panel = content["panels"][key]
    months = panel["months"][council]
    actual = months[5] if panel["quarter"] == "last" else round(sum(months[3:6]) / 3, 1)
    target = targets(panel)[5]
    printed = panel["print"].format
    reading = Reading(
        panel["indicator"],
        council,
        content["period"],
        actual,
        target,
        printed(actual),
        printed(target),
        panel["unit"],
        direction=panel["directions"][council],
        directorate=panel["directorate"],
        commentary=panel["comment"],
    )
    return replace(reading, rag=rating_of(content).of(reading))


def list_readings(content: Mapping[str, Any], listed: Mapping[str, Any]) -> list[Reading]:
    """The rows of a council's list, rated by the rule but where a slip is written beside them."""
    readings = []
    for directorate, area, *rest in listed["rows"]:
        if isinstance(rest[0], dict):
            reading = quarter_reading(content, rest[0]["panel"], listed["council"])
            readings.append(replace(reading, directorate=directorate, service_area=area, commentary=None))
            continue
        indicator, target_text, actual_text, target, actual, unit, direction, *slip = rest
        reading = Reading(
            indicator,
            listed["council"],
            content["period"],
            actual,
            target,
            actual_text,
            target_text,
            unit,
            direction=direction,
            directorate=directorate,
            service_area=area,
        )
        readings.append(replace(reading, rag=slip[0] if slip else rating_of(content).of(reading)))
    return readings


def note(galley: Galley, readings: Sequence[Reading], pages: Sequence[int], basis: str) -> None:
    """One row of `kpis` for each reading, on the page on which it stands."""
    for reading, page in zip(readings, pages, strict=True):
        galley.truth.add(
            "kpis",
            indicator=reading.indicator,
            directorate=reading.directorate,
            service_area=reading.service_area,
            organisation=reading.organisation,
            period=reading.period,
            actual=reading.actual,
            target=reading.target,
            unit=reading.unit,
            actual_text=reading.actual_text,
            target_text=reading.target_text,
            rag=reading.rag,
            rag_basis=basis if reading.rag else None,
            direction=reading.direction,
            commentary=reading.commentary,
            page=page,
        )
