"""Columns of a front sheet: lines that stand over one another, each stack read down."""

from __future__ import annotations

from extractors.pages.page import Page
from extractors.text.columns import rows_of
from extractors.text.lines import Line

_OPEN = 40  # stacks that may still go on: more columns than a page has


def stacks_of(page: Page) -> list[list[Line]]:
    """Segments that stand over one another with no gap: the columns of a front sheet, each read down."""
    stacks: list[list[Line]] = []
    for row in rows_of(page.words):
        for segment in row.segments:
            stack = next(
                (
                    stack
                    for stack in reversed(stacks[-_OPEN:])
                    if 0 <= segment.box.top - stack[-1].box.bottom < 0.9 * segment.size + 2
                    and min(stack[-1].box.x1, segment.box.x1) - max(stack[-1].box.x0, segment.box.x0)
                    > 0.3 * min(stack[-1].box.width, segment.box.width)
                ),
                None,
            )
            if stack is None:
                stacks.append([segment])
            else:
                stack.append(segment)
    return stacks
