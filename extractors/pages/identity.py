"""The name of a pack, from its bytes alone: what its first page is headed, the first date on it, and its hash.

The rule must never change: ids stand in auditors' notes. It uses no reference data, so that editing that changes no id.
"""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import re
import unicodedata
from statistics import median

from extractors.pages.page import Page
from extractors.pages.pdfium import open_document, read_page
from extractors.text.lines import lines_of

_MONTHS = tuple(name.casefold() for name in calendar.month_name[1:])
_DATE = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(_MONTHS)}),?\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_LONGEST = 40
_UPPER = 0.4  # of the page's height
_LARGER, _ALIKE = 1.15, 0.9  # times the usual, and times the largest type size
_HASH_DIGITS = 12


def identify(data: bytes) -> str:
    """The pack_id of a file's bytes, as `cabinet-2024-03-05-1f0c22aa9be1`; Refused where it is no readable PDF."""
    document = open_document(data)
    try:
        return name_pack(read_page(document, 0), data)
    finally:
        document.close()


def name_pack(first_page: Page, data: bytes) -> str:
    """The pack_id, given the first page as drawn. Two files share one only if their hashes begin alike."""
    parts = [_slug(_heading(first_page)), _first_date(first_page), hashlib.sha256(data).hexdigest()[:_HASH_DIGITS]]
    return "-".join(part for part in parts if part)


def _heading(page: Page) -> str:
    """The largest type in the upper part of the page; of a page set in one size, what is bold there; else a line."""
    lines = [line for line in lines_of(page.words) if re.search(r"[^\W\d_]{3}", line.text)]
    upper = [line for line in lines if line.box.top < _UPPER * page.height] or lines[:1]
    if not upper:
        return "pack"
    usual = median(word.size for word in page.words)
    heads = [line for line in upper if line.bold or line.size > _LARGER * usual] or upper[:1]
    largest = max(line.size for line in heads)
    return " ".join(line.text for line in heads if line.size > _ALIKE * largest)


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    words: list[str] = []
    for word in re.findall(r"[a-z0-9]+", plain):
        if words and sum(map(len, words)) + len(words) + len(word) > _LONGEST:
            break
        words.append(word[:_LONGEST])
    return "-".join(words)


def _first_date(page: Page) -> str:
    for day, month, year in _DATE.findall(" ".join(line.text for line in lines_of(page.words))):
        try:
            return dt.date(int(year), _MONTHS.index(month.casefold()) + 1, int(day)).isoformat()
        except ValueError:  # 31 June: no date, look on
            continue
    return ""
