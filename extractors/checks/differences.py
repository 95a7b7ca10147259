"""A difference said in words beside the two figures that it is of: "up by £1.4m from £3.4m to £4.8m"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractors.checks.check import Outcome, box_of
from extractors.checks.material import Material
from extractors.checks.said import Sentence, find_amounts, shorten
from extractors.checks.slip import tidy

_FIGURE = r"(?:£\s?)?\d+(?:,\d{3})*(?:\.\d+)?\s?(?:%|per ?cent\b|(?:bn|billion|million|mn|m|k|thousand)\b)?"
_MOVED = (
    r"(?:increased?|decreased?|reductions?|reduced|rises?|rose|risen|falls?|fell|fallen|drops?|dropped|growth|grew|grown|"
    r"up|down)"
)
_OF = rf"\b{_MOVED}\s+(?:of|by)\s+(?P<by>{_FIGURE})"
_PLACES = r"(?:\s+(?:in|at|during)\s+[\w /]{3,30}?)?"  # "from £3m in 2023/24 to £4m"
_AFTER = re.compile(rf"{_OF}\s*,?\s+from\s+(?P<old>{_FIGURE}){_PLACES}\s+to\s+(?P<new>{_FIGURE})", re.IGNORECASE)
_BEFORE = re.compile(
    rf"\bfrom\s+(?P<old>{_FIGURE}){_PLACES}\s+to\s+(?P<new>{_FIGURE}){_PLACES}\s*[,(–-]?\s*"
    rf"(?:an?|which is an?|this is an?)\s+(?:overall\s+|net\s+)?{_OF}",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    rf"(?P<new>£\s?{_FIGURE}){_PLACES}\s*[,(–-]\s*(?:an?|which is an?|this is an?)\s+(?:overall\s+|net\s+)?{_OF}\s+"
    rf"(?:from|on|over|compared (?:to|with)|against)\s+(?:the\s+)?(?P<old>£\s?{_FIGURE})",
    re.IGNORECASE,
)

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _Said:
    """A figure in words, its unit (`£`, `%` or none) and how far it may be rounded."""

    raw: str
    value: Decimal
    quantum: Decimal
    unit: str


def check_said_differences(pack: Material) -> Iterator[Outcome]:
    """A difference or a rate of change said with the two figures that it is of."""
    for sentence in pack.sentences:
        seen: set[int] = set()
        for pattern in (_AFTER, _BEFORE, _BETWEEN):
            for match in pattern.finditer(sentence.text):
                by, old, new = (_read(match[name]) for name in ("by", "old", "new"))
                if by is None or old is None or new is None or old.unit != new.unit or match.start("by") in seen:
                    continue
                seen.add(match.start("by"))
                if outcome := _judge(sentence, by, old, new):
                    yield outcome


def _judge(sentence: Sentence, by: _Said, old: _Said, new: _Said) -> Outcome | None:
    """The difference of the two against what is said; None where it is in another unit than they are."""
    apart = abs(new.value - old.value)
    if by.unit == "%" and old.unit != "%":
        if not old.value:
            return None
        told = apart / old.value * 100
        slack = by.quantum / 2 + 100 * (new.quantum + old.quantum * new.value / old.value) / (2 * old.value)
        factor = Decimal(1)
    elif by.unit == old.unit:
        told, slack = apart, (by.quantum + old.quantum + new.quantum) / 2
        factor = find_amounts(by.raw)[0].factor if by.unit == "£" else Decimal(1)
    else:
        return None
    right = abs(told - by.value) <= slack
    if not right and by.unit == "%" == old.unit and old.value:
        right = abs(apart / old.value * 100 - by.value) <= 1  # of the percentage, not in points
    places = max(0, -int(by.quantum.adjusted())) if by.unit == "%" else None
    expected = f"{told:.{places}f}" if places is not None else f"{tidy(told / factor):f}"
    printed = tidy(by.value / factor)
    return Outcome(
        right,
        f"{shorten(sentence.text, 140)}: {by.raw} against {old.raw} and {new.raw}",
        f"from {old.raw} to {new.raw} is {expected}{by.unit if by.unit == '%' else ''}, the text says {by.raw}: "
        f"‘{shorten(sentence.text, 160)}’",
        expected=expected,
        actual=f"{printed:f}",
        difference=None if right else f"{printed - Decimal(expected):f}",
        page=sentence.page,
        box=box_of(sentence.record),
    )


def _read(text: str) -> _Said | None:
    """The figure as said; None where it is not to be read."""
    raw = " ".join(text.split())
    if "£" in raw:
        found = find_amounts(raw)
        return _Said(raw, abs(found[0].value), found[0].quantum, "£") if found else None
    match = re.fullmatch(r"(\d[\d,]*)(\.\d+)?\s?(%)?", raw)
    if match is None:
        return None
    if _YEAR.fullmatch(raw):
        return None
    value = Decimal(match[1].replace(",", "") + (match[2] or ""))
    return _Said(raw, value, Decimal(1).scaleb(-len((match[2] or ".")[1:])), match[3] or "")
