"""A difference said in words beside the two figures that it is of: "up by £1.4m from £3.4m to £4.8m"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractors.checks.check import Outcome, box_of
from extractors.checks.material import Material
from extractors.checks.said import Sentence, find_amounts, shorten
from extractors.checks.slip import explained, is_mistyped, tidy

FIGURE = r"(?:£\s?)?\d+(?:,\d{3})*(?:\.\d+)?\s?(?:%|per ?cent\b|(?:bn|billion|million|mn|m|k|thousand)\b)?"
_MOVED = (
    r"(?:increased?|decreased?|reductions?|reduced|rises?|rose|risen|falls?|fell|fallen|drops?|dropped|growth|grew|grown|"
    r"up|down)"
)
_OF = rf"\b{_MOVED}\s+(?:of|by)\s+(?P<by>{FIGURE})"
PLACES = r"(?:\s+(?:in|at|during)\s+[\w /]{3,30}?)?"  # "from £3m in 2023/24 to £4m"
_AFTER = re.compile(rf"{_OF}\s*,?\s+from\s+(?P<old>{FIGURE}){PLACES}\s+to\s+(?P<new>{FIGURE})", re.IGNORECASE)
_BEFORE = re.compile(
    rf"\bfrom\s+(?P<old>{FIGURE}){PLACES}\s+to\s+(?P<new>{FIGURE}){PLACES}\s*[,(–-]?\s*"
    rf"(?:an?|which is an?|this is an?)\s+(?:overall\s+|net\s+)?{_OF}",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    rf"(?P<new>£\s?{FIGURE}){PLACES}\s*[,(–-]\s*(?:an?|which is an?|this is an?)\s+(?:overall\s+|net\s+)?{_OF}\s+"
    rf"(?:from|on|over|compared (?:to|with)|against)\s+(?:the\s+)?(?P<old>£\s?{FIGURE})",
    re.IGNORECASE,
)

_LEAVING = re.compile(
    r"(?:\b(?:leaving|leaves|giving|gives|resulting in|making|producing)\s+(?:a|an|the)\s+[^£.;]{3,60}?"
    r"|[,(–]\s*an?\s+(?:[a-z-]+\s+){0,2}(?:overspend|underspend|variance|surplus|deficit|shortfall|gap)\s+)\bof\s+"
    r"£[^\s,;)]*\d\s?(?:bn|m|k|million)?",
    re.IGNORECASE,
)
_NEAR = Decimal("0.2")  # of a sum said, within which what two others make is meant to be it
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
                by, old, new = (read_figure(match[name]) for name in ("by", "old", "new"))
                if by is None or old is None or new is None or old.unit != new.unit or match.start("by") in seen:
                    continue
                seen.add(match.start("by"))
                if outcome := _judge(sentence, by, old, new):
                    yield outcome


def check_what_is_left(pack: Material) -> Iterator[Outcome]:
    """What two sums leave or make: "spending of £25.7m and income of £27.0m, leaving a surplus of £1.3m"."""
    for sentence in pack.sentences:
        for match in _LEAVING.finditer(sentence.text):
            text = sentence.paragraph
            until = text.find(sentence.text) + match.end()
            amounts = [amount for amount in find_amounts(text) if amount.end <= until]
            if len(amounts) < 3:
                continue
            one, other, left = amounts[-3:]
            a, b, printed = (abs(amount.value) for amount in (one, other, left))
            slack = (one.quantum + other.quantum + left.quantum) / 2
            ways = [a + b, abs(a - b)]
            right = any(abs(way - printed) <= slack for way in ways)
            meant = min(ways, key=lambda way: abs(way - printed))
            slipped = explained(printed - meant, left.quantum, (a, b)) and abs(meant - printed) <= printed * _NEAR
            if not right and not slipped and not is_mistyped(meant / left.factor, left.printed):
                continue
            told = tidy(meant / left.factor)
            yield Outcome(
                right,
                f"{shorten(sentence.text[: match.end()], 140)}: against {one.raw} and {other.raw}",
                f"{one.raw} and {other.raw} make £{told:f}{left.scale or ''}, the text says {left.raw}: "
                f"‘{shorten(sentence.text, 160)}’",
                expected=f"{told:f}",
                actual=f"{tidy(left.printed):f}",
                difference=None if right else f"{tidy(left.printed - told):f}",
                page=sentence.page,
                box=box_of(sentence.record),
            )


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


def read_figure(text: str) -> _Said | None:
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
