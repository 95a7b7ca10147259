"""Lines of print that a ruling parts: a title from the table under it, one row of a form from the next."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.geometry import Box
from extractors.pages.page import Rule

_UNDERLINE = 6.0  # points by which a line drawn under words may be longer than they are


def ruled_off(rules: Sequence[Rule], above: Box, below: Box) -> bool:
    """Whether a ruling runs between two lines of print, as a cell's edge does; a line drawn under words does not."""
    left, right = min(above.x0, below.x0), max(above.x1, below.x1)
    return any(
        not rule.vertical
        and above.centre[1] < rule.position < below.centre[1]
        and rule.box.x0 < right
        and rule.box.x1 > left
        and (rule.box.x0 < above.x0 - _UNDERLINE or rule.box.x1 > above.x1 + _UNDERLINE)
        for rule in rules
    )
