"""Whether two figures that ought to be one differ as slips of the pen do: a digit, two changed over, a lost point."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal


def digits_of(value: Decimal) -> str:
    """The digits as printed, without sign, point and leading noughts."""
    return f"{abs(value):f}".replace(".", "").lstrip("0")


def is_mistyped(one: Decimal, other: Decimal) -> bool:
    """Whether two figures of three digits or more differ by one digit, or by two neighbours changed over.

    Both are written with the same number of places, the nought before a point left out. A sign is no digit: brackets
    say the same as words.
    """
    return is_transposed(one, other) or len(_unlike(one, other)) == 1


def is_transposed(one: Decimal, other: Decimal) -> bool:
    """Whether two figures of three digits or more differ by two neighbouring digits changed over, and nothing else."""
    match _unlike(one, other):
        case [(first, a, b), (second, c, d)]:
            return second == first + 1 and (a, b) == (d, c)
    return False


def _unlike(one: Decimal, other: Decimal) -> list[tuple[int, str, str]]:
    """The digits in which two figures differ, each with its place; none where they are too short or round to tell."""
    places = max(-_exponent(one), -_exponent(other), 0)
    a, b = (f"{abs(value):.{places}f}".replace(".", "") for value in (one, other))
    size = max(len(a), len(b))
    a, b = a.zfill(size), b.zfill(size)
    if a[0] == b[0] == "0":
        a, b = a[1:], b[1:]
    if len(a) < 3 or not (_tells(a) and _tells(b)):
        return []
    return [(at, a[at], b[at]) for at in range(len(a)) if a[at] != b[at]]


def _tells(digits: str) -> bool:
    """Whether there are two digits other than noughts at the end: 500 is too round a figure to be known by."""
    return len(digits.rstrip("0")) > 1


def lost_point(one: Decimal, other: Decimal) -> bool:
    """Whether one figure is the other with its point moved: £312m for £0.312m."""
    a, b = digits_of(one).rstrip("0"), digits_of(other).rstrip("0")
    return a == b and len(a) >= 2 and abs(one) != abs(other)


def explained(difference: Decimal, quantum: Decimal, terms: Iterable[Decimal]) -> bool:
    """Whether a total is out as slips put it out: a digit of any figure mistyped, two changed over, a term left out,
    counted twice, or taken with the other sign.
    """
    steps = abs(difference / quantum)
    if steps != int(steps) or not steps:
        return False
    bare = str(int(steps)).rstrip("0")
    if len(bare) == 1 or (int(bare) % 9 == 0 and int(bare) // 9 <= 8):
        return True
    return any(abs(difference) in (abs(term), 2 * abs(term)) for term in terms)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def tidy(value: Decimal) -> Decimal:
    """Without noughts behind the last digit that counts."""
    short = value.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short
