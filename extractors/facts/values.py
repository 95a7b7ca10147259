"""Printed figures to values: money, percentages, counts and spans of time, with the reason where no value can be read.

Nothing is guessed: a blank, a range, a bound where an amount is meant, two figures in one cell or a half-printed figure
have no value, only their raw text and a reason. How units and blanks are printed is kept in `reference/values.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Literal

from extractors.reference import load

Reason = Literal[
    "blank",
    "hidden",
    "range",
    "year",
    "two figures",
    "malformed",
    "not a figure",
    "percentage",
    "not money",
    "bound",
    "too large",
]
"""Why there is no value. `hidden` is a spreadsheet's #######; `bound` is "<£20,000" where an amount is meant."""

Comparison = Literal["<", ">", "<=", ">=", "~"]

_PENNY = Decimal("0.01")
_MOST = Decimal(10) ** 16  # decimal(18,2) holds nothing larger


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure. `value` has sign and scale applied and is None with a `reason` where none can be read.

    `unit` is `GBP`, `%`, `days`, `weeks`, `months`, `years`, `hours`, `minutes`, `seconds`, `count`, `score`, or None
    where none is printed. `quantum` is what one in the last printed place is worth: the precision for comparing sums.
    """

    raw: str
    value: Decimal | None = None
    reason: Reason | None = None
    unit: str | None = None
    comparison: Comparison | None = None
    scaled: bool = False  # "k", "m", "bn" stood behind the figure
    quantum: Decimal | None = None
    counted: str | None = None  # words behind it that no measure is known for: "swimming lessons"
    remark: str | None = None  # what stood behind it in brackets: "Cumulative Total"


@dataclass(frozen=True, slots=True)
class MoneyUnit:
    """How many pounds a printed one stands for, and how the unit is printed (`£'m`)."""

    printed: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """A money cell: pounds to the penny, or None with the reason."""

    raw: str
    amount: Decimal | None = None
    reason: Reason | None = None
    quantum: Decimal | None = None  # pounds that one in the last printed place is worth


POUND = MoneyUnit("£", Decimal(1))


def squeeze(text: str) -> str:
    """The text on one line with plain spaces, plain minus and apostrophe."""
    text = re.sub(r"[−‐‑‒–—﹣-]", "-", text)
    text = re.sub(r"[’‘`´ʼ′]", "'", text)
    return " ".join(text.split())


def is_blank(text: str) -> bool:
    """Whether a cell says that there is no figure: empty, a dash, N/A, TBC, ####### …"""
    return squeeze(text).casefold() in _blanks() or bool(re.fullmatch(r"#{2,}", text.strip()))


def read_figure(text: str) -> Figure:
    """The one figure of a cell: "97.20%", "2.4 months", "<£20,000", "12 (3%)" (which is 12), "(0.427)", "£12.78M"."""
    plain = squeeze(text)
    if re.fullmatch(r"#{2,}", plain):
        return Figure(text, reason="hidden")
    if plain.casefold() in _blanks():
        return Figure(text, reason="blank")
    if plain.casefold() in _words("zeros"):
        return Figure(text, Decimal(0), quantum=Decimal(1))
    if _YEAR.fullmatch(plain):
        return Figure(text, reason="year")
    if _unit_pattern().fullmatch(plain.strip("() ")):
        return Figure(text, reason="not a figure")  # "£000" is no nought
    match = _figure_pattern().fullmatch(_without_notes(plain))
    if match is None:
        if _range_pattern().search(plain):
            return Figure(text, reason="range")
        figures = len(re.findall(r"[0-9][0-9,.]*", plain))
        return Figure(text, reason="not a figure" if figures == 0 else "two figures" if figures > 1 else "malformed")
    return _from_match(text, match)


def read_money(text: str, unit: MoneyUnit | None = None) -> Money:
    """The amount of a money cell in pounds. `unit` is the column's; a scale in the cell itself ("£12.78M") wins.

    A percentage, a span of days, a bound or a range is no amount.
    """
    figure = read_figure(text)
    if figure.value is None:
        return Money(text, reason=figure.reason)
    if figure.unit == "%":
        return Money(text, reason="percentage")
    if figure.unit not in (None, "GBP") or (figure.unit is None and figure.counted):
        return Money(text, reason="not money")
    if figure.comparison not in (None, "~"):
        return Money(text, reason="bound")
    factor = unit.factor if unit is not None and not figure.scaled else Decimal(1)
    if abs(figure.value * factor) >= _MOST:
        return Money(text, reason="too large")
    amount = (figure.value * factor).quantize(_PENNY, ROUND_HALF_UP)
    return Money(text, amount, quantum=figure.quantum * factor if figure.quantum is not None else None)


def find_unit(text: str) -> MoneyUnit | None:
    """The money unit that a header, caption or note prints: "£'m", "£000s", "(£)", "in millions of pounds"; or None.

    One with a scale goes before a bare pound sign ("Budget £ (in £000s)"). An amount ("over £500") is no unit.
    """
    units = [_unit(match) for match in _unit_pattern().finditer(text)]
    return max(units, key=lambda unit: unit.factor > 1, default=None)


def without_unit(text: str) -> str:
    """A header without its money unit: "Expenditure £'m" and "Amount (£m)" are "Expenditure" and "Amount"."""
    text = _unit_pattern().sub(" ", text)
    text = re.sub(r"\(\s*(?:all figures\s*)?(?:in\s*)?\)", " ", text, flags=re.IGNORECASE)
    return re.sub(r"\s+", " ", text).strip(" ,;:|-–")


def _unit(match: re.Match[str]) -> MoneyUnit:
    scale = match["scale"] or match["bracketed"] or match["bare"] or match["worded"] or match["among"]
    printed = re.sub(r"^in\s+", "", " ".join(match[0].split()), flags=re.IGNORECASE)
    return MoneyUnit(printed, _factor(scale) if scale else Decimal(1))


_YEAR = re.compile(r"(?:19|20)[0-9]{2} ?[-/] ?(?:[0-9]{2}|(?:19|20)[0-9]{2})")
_APOSTROPHE = "['’‘`´]"
_DIGITS = r"(?:[0-9]{1,3}(?:,\s?[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
_NOTE_MARKS = re.compile(r"(?:\s*(?:[*†‡§^¹²³⁰⁴-⁹ᵃᵇᶜ]|\[[0-9a-z]{1,2}\]))+$", re.IGNORECASE)


def _without_notes(text: str) -> str:
    """Without footnote marks: "1,234*", "250 [1]", "*1,234"."""
    return _NOTE_MARKS.sub("", text).lstrip("*†‡ ")


def _words(key: str) -> list[str]:
    return [str(word).casefold() for word in load("values")[key]]


@cache
def _blanks() -> frozenset[str]:
    return frozenset(squeeze(word) for word in _words("blanks"))


@cache
def _scales() -> dict[str, Decimal]:
    """Pounds by scale word, apostrophes left out: they are printed or not at random."""
    return {
        str(word).casefold().replace("'", ""): Decimal(str(scale["factor"]))
        for scale in load("values")["scales"]
        for word in scale["words"]
    }


def _factor(scale: str) -> Decimal:
    return _scales()[re.sub(r"[\s'’‘`´]", "", scale).casefold()]


def _either(words: list[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@cache
def _measures() -> dict[str, str]:
    return {str(word).casefold(): unit for unit, words in load("values")["measures"].items() for word in words}


@cache
def _comparisons() -> dict[str, Comparison]:
    return {str(word).casefold(): sign for sign, words in load("values")["comparisons"].items() for word in words}


@cache
def _figure_pattern() -> re.Pattern[str]:
    letters = [word for word in _scales() if word.isalpha()]
    return re.compile(
        rf"""
        (?: (?P<comparison>{_either(list(_comparisons()))}) \s* )?
        (?P<before>[-+(\s]*) (?P<pound>£|gbp)? (?P<between>[-+(\s]*)
        (?P<digits>{_DIGITS})
        (?: \s? '? (?P<scale>{_either(letters)}) (?![a-z]) )?
        (?P<inner> (?:\s*\))? )
        (?: (?<=\)) \s? (?P<outer_scale>{_either(letters)}) (?![a-z]) )?
        (?: \s* (?P<percent> %+ ) )?
        (?P<after> \s*\) | \s*- )?
        (?: \s* (?P<side>{_either(_words("negative_marks") + _words("positive_marks"))}) (?![a-z]) )?
        (?: \s* (?P<measure>{_either(list(_measures()))}) (?![a-z0-9]) )?
        (?: \s* \( (?P<remark>[^()]*) \) | \s+ (?P<counted>[a-z] [^0-9()]*) )?
        """,
        re.IGNORECASE | re.VERBOSE,
    )


@cache
def _range_pattern() -> re.Pattern[str]:
    """Two figures joined by "-", "to" and the like, each with its own sign, pound and scale."""
    letters = [word for word in _scales() if word.isalpha()]
    one = rf"£?\s*{_DIGITS}\s*%*(?:\s?(?:{_either(letters)})(?![a-z]))?"
    signs = [squeeze(str(word)) for word in load("values")["range_words"]]
    words = _either([sign for sign in signs if sign.isalpha()])
    joined = rf"{_either([sign for sign in signs if not sign.isalpha()])}|\b(?:{words})\b"
    return re.compile(
        rf"^[^0-9]{{0,12}}{one}\s*(?:[a-z]+\s*)?(?:{joined})\s*{one}(?:\s*[a-z%/]+){{0,2}}\s*\)?$", re.IGNORECASE
    )


@cache
def _unit_pattern() -> re.Pattern[str]:
    """A pound sign with its scale, or alone where no amount follows it; or one of the bare units ("'000")."""
    words = [str(word) for scale in load("values")["scales"] if scale["factor"] > 1 for word in scale["words"]]
    scales = _either(words).replace("'", _APOSTROPHE)
    bare = _either([str(word) for word in load("values")["bare_units"]]).replace("'", _APOSTROPHE)
    worded = _either([word for word in words if word.isalpha() and word.endswith("s") and len(word) > 4])
    return re.compile(
        rf"£\s?{_APOSTROPHE}?\s?(?P<scale>{scales})(?![a-z0-9])"
        rf"|£\s?\(\s?(?P<bracketed>{scales})\s?\)"
        rf"|£(?!\s?[0-9.])"
        rf"|(?<![\w£,.])(?P<bare>{bare})(?![a-z0-9])"
        rf"|\b(?:in\s+)?(?P<worded>{worded})\s+(?:of\s+)?(?:pounds|£s?)(?![a-z0-9])|\bin\s+(?P<among>{worded})\b"
        r"|\bin\s+(?:whole\s+)?(?P<pounds>pounds)\b",
        re.IGNORECASE,
    )


def _from_match(text: str, match: re.Match[str]) -> Figure:
    signs = match["before"] + match["between"]
    closing = (match["inner"] + (match["after"] or "")).count(")")
    if signs.count("(") != closing or signs.count("(") > 1 or signs.count("-") + signs.count("+") > 1:
        return Figure(text, reason="malformed")
    side = (match["side"] or "").casefold()
    negative = "-" in signs or "(" in signs or "-" in (match["after"] or "") or side in _words("negative_marks")
    if negative and ("+" in signs or side in _words("positive_marks")):
        return Figure(text, reason="malformed")
    if match["scale"] and match["outer_scale"]:
        return Figure(text, reason="malformed")
    scale_word = match["scale"] or match["outer_scale"]
    scale = _factor(scale_word) if scale_word else Decimal(1)
    digits = match["digits"].replace(",", "").replace(" ", "")
    value = Decimal(digits) * scale
    places = len(digits.partition(".")[2])
    remark = (match["remark"] or "").strip()
    if re.search(r"[0-9]", remark) and not re.fullmatch(rf"[-+<>~]?\s?{_DIGITS}\s?%+", remark):
        return Figure(text, reason="two figures")
    measure = "%" if match["percent"] else _measures().get((match["measure"] or "").casefold())
    return Figure(
        raw=text,
        value=-value if negative else value,
        unit="GBP" if match["pound"] else measure,
        comparison=_comparisons().get((match["comparison"] or "").casefold()),
        scaled=scale_word is not None,
        quantum=scale.scaleb(-places),
        counted=match["counted"],
        remark=remark or None,
    )
