"""The printed page range of an agenda item: "(Pages 7 - 24)", "7 - 24" in a column of its own, "(7 - 24)".

In Wales the word stands in two languages: "(Tudalennau / Pages 7 - 24)".
"""

from __future__ import annotations

import re

RANGE = re.compile(
    r"(?:\(\s*[^\W\d_]+\s*/\s*|\(?\s*)\b(?:pages?|pgs?|pp?)\b(?:\s*/\s*[^\W\d_]+\b)?\.?:?\s*(\d{1,4})\s*(?:(?:-|\u2013|\u2014|to)\s*(\d{1,4}))?\s*\)?",
    re.I,
)
BARE_RANGE = re.compile(r"\(?(\d{1,4})\s*(?:-|\u2013|\u2014|to)\s*(\d{1,4})\)?")
_AT_END = re.compile(r"\((\d{1,4})\s*(?:-|\u2013|\u2014|to)\s*(\d{1,4})\)\s*$")
_YEARS = range(1900, 2100)

Labels = tuple[str, str]


def without_range(text: str) -> tuple[str, Labels | None]:
    """The text without its page range, and the first and last label. Two years in brackets are none."""
    match = next(
        (m for m in RANGE.finditer(text) if m[0].lstrip().startswith("(") or m.end() >= len(text.rstrip())), None
    )
    if match is None:
        match = _AT_END.search(text)
        if match is None or (int(match[1]) in _YEARS and int(match[2]) in _YEARS):
            return text.strip(), None
    before, behind = text[: match.start()].rstrip(), text[match.end() :]
    rest = f"{before} {behind.lstrip()}" if behind.strip() else f"{before}{behind}"
    return rest.strip(), (match[1], match[2] or match[1])
