"""Ratings against what they rate: the figure, its target, and the rule that the paper itself prints."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.checks.check import Outcome, box_of, page_of
from extractors.checks.indicators import (
    bare_name,
    begins_with,
    gap,
    half_step,
    is_better_high,
    is_part_year,
    number,
    said_name,
)
from extractors.checks.material import Material
from extractors.checks.said import word_list
from extractors.checks.verdicts import time_of, verdict_of_row, verdicts_of
from extractors.facts.arrows import shown_by
from extractors.facts.ratings import rating_words_in
from extractors.records import Record
from extractors.reference import load

_RULE = 5  # other ratings of a table or paper from which on they tell its rule
_FEW = 4  # ratings of a table, from which on most of them are not wrong
_BAD_MISS = 0.1  # of the target: a miss that no paper calls green
_NAMES = {"R": "red", "A": "amber", "G": "green", "B": "blue"}
_PERCENT = re.compile(r"([0-9]{1,2}(?:\.[0-9]+)?)\s?(?:%|per ?cent)", re.IGNORECASE)


def check_ratings(pack: Material) -> Iterator[Outcome]:
    """Each rating against its figure and target, by the margin that the paper prints for amber where it prints one.

    Where it prints none, a table or the paper tells its own rule: if all others that meet their targets are green, and
    no other that misses it is, one that breaks the rule is a slip.
    """
    named: dict[str, list[Record]] = defaultdict(list)
    for record in pack["kpis"]:
        named[str(record["indicator"])].append(record)
    shared = Counter(_cell(record) for record in pack["kpis"])
    rated: dict[str, list[_Rated]] = defaultdict(list)
    seen: set[tuple[str, ...]] = set()
    for record in pack["kpis"]:
        if record.get("rag") not in ("R", "A", "G") or record.get("rag_basis") == "ocr":
            continue
        if shared[_cell(record)] > 1:
            continue  # one rating over several figures: which of them it rates is not certain
        columns = ("indicator", "organisation", "period", "actual", "target", "rag")
        key = tuple(str(record.get(column)) for column in columns)
        judged = None if key in seen else _compare(record, named[str(record["indicator"])])
        if judged is not None:
            seen.add(key)
            rated[str(record.get("table_id"))].append(judged)
    margins: dict[str, float | None] = {}
    for judged_of_table in rated.values():
        for judged in judged_of_table:
            paper = str(judged.record.get("document_id"))
            if paper not in margins:
                margins[paper] = _margin(pack, paper)
        paper = str(judged_of_table[0].record.get("document_id"))
        in_paper = [one for table in rated.values() for one in table if str(one.record.get("document_id")) == paper]
        strict = [
            any(_is_strict([one for one in ratings if one is not each]) for ratings in (judged_of_table, in_paper))
            for each in judged_of_table
        ]
        found = [_judge(each, margins[paper], rule) for each, rule in zip(judged_of_table, strict, strict=True)]
        if len(found) < _FEW or sum(not outcome.passed for outcome in found) <= len(found) / 2:
            # else it is our reading of the colours that is wrong, not the paper
            for each, outcome in zip(judged_of_table, found, strict=True):
                cause = "" if outcome.passed else time_of(each.record, pack["kpis"])
                yield replace(outcome, message=f"{outcome.message}{cause}")


@dataclass(frozen=True, slots=True)
class _Rated:
    """A rated figure, by how much it misses its target (0 or less: met), and which way is good."""

    record: Record
    missed: float
    better_high: bool

    @property
    def is_green(self) -> bool:
        return self.record["rag"] == "G"


def _compare(record: Record, others: Sequence[Record]) -> _Rated | None:
    """The figure held against its target; None where which way is good is not known, or they count different things."""
    better_high = is_better_high(record, others)
    if better_high is None or not number(record.get("target")) or is_part_year(record, better_high):
        return None
    missed = gap(record, better_high)
    return None if missed is None else _Rated(record, missed, better_high)


def _is_strict(others: Sequence[_Rated]) -> bool:
    """Whether the other ratings of a table or paper are green where the target is met and nowhere else."""
    missed = sum(other.missed > 0 for other in others)
    return len(others) >= _RULE and missed > 1 and all(other.is_green == (other.missed <= 0) for other in others)


def _cell(record: Record) -> tuple[str, ...]:
    return tuple(str(record.get(column)) for column in ("table_id", "row", "col", "page", "x0", "top"))


def _judge(judged: _Rated, margin: float | None, strict: bool) -> Outcome:
    """Whether the rating is one that the figure allows."""
    record, missed = judged.record, judged.missed
    target, rag = float(str(record["target"])), str(record["rag"])
    allowed = {"G"} if missed <= 0 else {"A", "R"}
    if margin is not None and missed > 0:
        slack = half_step(record, "actual_text")
        limits = {abs(target) * margin / 100, margin if record.get("unit") == "%" else abs(target) * margin / 100}
        allowed = {"A" if missed <= limit + slack else "R" for limit in limits}
        allowed |= {"R" for limit in limits if missed >= limit - slack}
    elif margin is None and not strict:
        allowed |= {"A"} if missed <= 0 or missed > _BAD_MISS * abs(target) else {"A", "R", "G"}
    right = rag in allowed
    name, actual, aim = said_name(record), record.get("actual_text"), record.get("target_text")
    return Outcome(
        right,
        f"{name}, rating against target",
        f"{name} listed as {_NAMES[rag]}{_far(judged, margin, right, 'A' in allowed)}: {actual} against {aim}",
        expected=f"{' or '.join(sorted(allowed))} ({actual} against {aim})",
        actual=rag,
        difference=None if right else f"{float(str(record['actual'])) - target:g}",
        page=page_of(record),
        box=box_of(record),
    )


def _far(judged: _Rated, margin: float | None, right: bool, amber: bool) -> str:
    """How a figure lies to its target, told of a rating that it does or does not bear out."""
    tie = "," if right else " although the printed outturn is"
    if judged.missed <= 0:
        return ", target met" if right else " although the target is met"
    side = "below" if judged.better_high else "above"
    if margin is None:
        return f"{tie} {side} target"
    return f"{tie} {side} target (within {margin:g}%)" if amber else f"{tie} more than {margin:g}% {side} target"


def _margin(pack: Material, paper: str) -> float | None:
    """The margin in percent within which a missed target is amber, as the papers of the item print it, once for all."""
    words = "|".join(re.escape(str(word)) for word in load("checks")["margins"])
    pattern = re.compile(rf"\b(?:{words})\s+(?:a margin of\s+)?{_PERCENT.pattern}", re.IGNORECASE)
    papers = pack.item_of(paper)
    found: set[float] = set()
    texts = [
        str(record.get("text") or "")
        for table in ("passages", "cells")
        for record in pack[table]
        if table == "cells" or str(record.get("document_id")) in papers
    ]
    for text in texts:
        if "%" not in text and "cent" not in text:
            continue
        about = "A" in rating_words_in(text) or "almost" in text.casefold() or "nearly" in text.casefold()
        if about and "target" in text.casefold():
            found.update(float(match[1]) for match in pattern.finditer(text))
    return found.pop() if len(found) == 1 else None


def check_rated_figures(pack: Material) -> Iterator[Outcome]:
    """Each rating has a figure that it rates, and a target where the table has targets."""
    for record in pack["kpis"]:
        if record.get("rag") not in _NAMES or record.get("rag_basis") == "ocr":
            continue
        name, colour = said_name(record), _NAMES[str(record["rag"])]
        printed = str(record.get("actual_text") or "").strip()
        aimed = str(record.get("target_text") or "").strip()
        lacks = None
        if record.get("actual") is None and not printed and record.get("target") is not None:
            lacks = f"no figure for {record.get('period') or 'the period'}", "a figure", "blank"
        elif aimed and begins_with("no_target", aimed) and record.get("actual") is not None:
            lacks = f"target {aimed}", "a target", aimed
        where = pack.beside(record, aimed.__eq__) if lacks and lacks[2] == aimed else record
        yield Outcome(
            lacks is None,
            f"{name}, listed as {colour}" + (f" with {lacks[0]}" if lacks else ""),
            f"{name} is rated {colour} with {lacks[0]}" if lacks else f"{name} has the figure that its rating rests on",
            expected=lacks[1] if lacks else None,
            actual=lacks[2] if lacks else None,
            page=page_of(where),
            box=box_of(where),
        )


def check_verdicts(pack: Material) -> Iterator[Outcome]:
    """What a comment says of a target ("Performance was above target in …") against the figures on its page."""
    by_page: dict[int, list[Record]] = defaultdict(list)
    for record in pack["kpis"]:
        if (page := page_of(record)) is not None:
            by_page[page].append(record)
    for sentence in pack.sentences:
        records = by_page.get(sentence.page, [])
        if records and ("target" in sentence.text.casefold() or word_list("target_missed").search(sentence.text)):
            yield from verdicts_of(sentence, records, pack.partners)
    named: dict[str, list[Record]] = defaultdict(list)
    for record in pack["kpis"]:
        named[str(record["indicator"])].append(record)
    several = {
        page for page, records in by_page.items() if len({bare_name(str(one["indicator"])) for one in records}) > 1
    }
    for record in pack["kpis"]:
        if record.get("commentary") and page_of(record) in several:
            yield from verdict_of_row(record, named[str(record["indicator"])])


def check_rating_columns(pack: Material) -> Iterator[Outcome]:
    """A column headed as ratings holds ratings, not arrows."""
    for table in pack["tables"]:
        if table.get("mapped_to") != "kpis":
            continue
        cells = [cell for cell in pack["cells"] if cell["table_id"] == table["table_id"]]
        head = int(str(table.get("header_rows") or 0))
        for header in cells:
            text = " ".join(str(header.get("text") or "").split())
            if int(str(header["row"])) >= head or not re.fullmatch(r"(?:RAG|BRAG)(?: (?:Rating|Status))?|Rating", text):
                continue
            below = [
                str(cell["text"]).strip()
                for cell in cells
                if cell["col"] == header["col"]
                and int(str(cell["row"])) >= head
                and str(cell.get("text") or "").strip()
            ]
            shown = [sign for text_below in below if (sign := shown_by(text_below)) not in (None, "mark")]
            new, wrong = shown.count("new"), len(shown) > len(below) / 2
            told = f"{len(shown) - new} of {len(below)} cells under ‘{text}’ are arrows"
            yield Outcome(
                not wrong,
                f"{table.get('title')}: column is headed {text}"
                + (" but carries direction-of-travel arrows" if wrong else ""),
                f"{table.get('title')}: {told}{f', {new} say that the indicator is new' if new else ''}",
                expected="Direction of Travel" if wrong else text,
                actual=text,
                page=page_of(header),
                box=box_of(header),
            )
