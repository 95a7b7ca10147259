"""Colour to rating: the nearest of the colours that council papers rate with, by perceptual distance."""

from __future__ import annotations

from functools import cache
from math import atan2, degrees, dist, hypot
from typing import Literal

from extractors.reference import load

Rag = Literal["R", "A", "G", "B"]
Lab = tuple[float, float, float]


def oklab(colour: str) -> Lab:
    """`#rrggbb` as OKLab (lightness 0 to 1, green-red, blue-yellow), where equal distances look equally different.

    The matrices are those of Björn Ottosson's definition (2020). ValueError for what is no such colour.
    """
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(f"not a colour: {colour!r}")
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


@cache
def rate_colour(colour: str | None) -> Rag | None:
    """The rating that a fill or ink colour stands for; None for black, white, greys, pale tints, and dark headers.

    `B` says only that it is a rating blue: blue also decorates, so the caller must have a reason to count it.
    """
    if colour is None:
        return None
    lab = oklab(colour)
    near = [(dist(lab, anchor), reach, rag) for anchor, reach, rag in _anchors()]
    distance, _, rag = min(((d, reach, rag) for d, reach, rag in near if d <= reach), default=(1.0, 0.0, None))
    return rag if distance < 1.0 else None


@cache
def tint_of(colour: str | None) -> Rag | None:
    """The rating whose hue a pale colour has: one only where a table plainly rates in pale colours; None for greys."""
    if colour is None:
        return None
    _, across, along = oklab(colour)
    tints = load("ratings")["tints"]
    if hypot(across, along) < tints["strength"]:
        return None
    hue = degrees(atan2(along, across)) % 360
    for rag, (first, last) in tints["hues"].items():
        if (hue - first) % 360 <= (last - first) % 360:
            return rag  # type: ignore[no-any-return]  # a key of the reference data
    return None


@cache
def _anchors() -> tuple[tuple[Lab, float, Rag], ...]:
    """Every reference colour with the distance up to which a colour counts as it."""
    words = load("ratings")
    return tuple(
        (oklab(colour), float(words[reach]), rag)
        for family, reach in (("colours", "reach"), ("exact", "exact_reach"))
        for rag, colours in words[family].items()
        for colour in colours
    )
