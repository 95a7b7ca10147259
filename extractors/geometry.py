"""Boxes on a page: PDF points, origin at the top left of the page as a person sees it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def area(self) -> float:
        return max(0.0, self.width) * max(0.0, self.height)

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside or on the edge."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def intersection(self, other: Box) -> Box | None:
        """The common rectangle, or None where the two do not overlap."""
        x0, top = max(self.x0, other.x0), max(self.top, other.top)
        x1, bottom = min(self.x1, other.x1), min(self.bottom, other.bottom)
        return Box(x0, top, x1, bottom) if x1 > x0 and bottom > top else None

    def overlap(self, other: Box) -> float:
        """The share of this box's area that `other` covers, 0 to 1."""
        common = self.intersection(other)
        return common.area / self.area if common and self.area else 0.0

    def grown(self, by: float) -> Box:
        return Box(self.x0 - by, self.top - by, self.x1 + by, self.bottom + by)

    def columns(self) -> dict[str, float]:
        """The four provenance columns of a record, to a hundredth of a point."""
        return {name: round(value, 2) for name, value in self._asdict().items()}


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of them; ValueError for none."""
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return Box(min(x0s), min(tops), max(x1s), max(bottoms))
