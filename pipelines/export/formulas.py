"""Text that a spreadsheet would take for a formula: printed words must never be run."""

from __future__ import annotations

import re

_BEGINS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What begins a formula, with the wide forms that spreadsheets of East Asian locales read alike."""
_BREAKS = ("\t", "\r", "\n")
"""What ends a cell early in a careless reader, so that what follows is read afresh."""
_FIGURE = re.compile(r"[+-]?\d+(\.\d+)?")


def would_run(text: str) -> bool:
    """Whether a spreadsheet may run the text, blanks before it skipped. A plain signed figure is only a figure."""
    begins = text.startswith(_BREAKS) or text.lstrip().startswith(_BEGINS)
    return begins and _FIGURE.fullmatch(text) is None


def disarmed(text: str) -> str:
    """The text for a file without types: behind an apostrophe where it might be run."""
    return f"'{text}" if would_run(text) else text
