"""Which way an indicator is good, when two names mean one indicator, and how far a printed figure may be rounded."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from functools import cache, lru_cache

from extractors.checks.said import word_list, words_of
from extractors.facts.values import read_figure
from extractors.records import Record
from extractors.reference import load

_PARTLY = 0.6  # of an annual target: an actual short of this share may be that of a part of the year
_MOST_OF = 60  # percent: of a target this high more is better; a low one may be a ceiling
_TIMES = {"days", "weeks", "months", "hours", "minutes", "seconds"}


def number(value: object) -> float | None:
    """A column's number; None for null."""
    return None if value is None else float(str(value))


def is_better_high(record: Record, others: Sequence[Record] = ()) -> bool | None:
    """Whether more is better: by the target's sign, by what the same indicator is rated elsewhere, by its words.

    None where none of them tells, or they contradict each other.
    """
    target = str(record.get("target_text") or "").strip()
    if begins_with("at_most", target):
        return False
    if begins_with("at_least", target):
        return True
    votes = {vote for other in others if other is not record and (vote := _vote(other)) is not None}
    words = _by_words(record)
    if words is None:
        return votes.pop() if len(votes) == 1 else None
    return words


def _by_words(record: Record) -> bool | None:
    name = str(record.get("indicator") or "")
    if word_list("marked_less").search(name):
        return False
    if word_list("marked_more").search(name):
        return True
    more, less = bool(word_list("more_is_better").search(name)), bool(word_list("less_is_better").search(name))
    if record.get("unit") in _TIMES:
        return False
    if less and record.get("unit") == "%" and word_list("done_in_time").search(name):
        return True
    if more and less:
        return None
    if more or less:
        return more
    target = number(record.get("target"))
    return True if record.get("unit") == "%" and target is not None and target >= _MOST_OF else None


def _vote(record: Record) -> bool | None:
    actual, target = number(record.get("actual")), number(record.get("target"))
    if actual is None or target is None or actual == target or record.get("rag") not in ("G", "R"):
        return None
    return (actual > target) == (record["rag"] == "G")


def gap(record: Record, better_high: bool) -> float | None:
    """How far an actual lies on the wrong side of its target, in its unit; 0 or less where the target is met.

    Rounding is allowed for: what may be a rounded hit is one. None where the two cannot be compared.
    """
    actual, target = number(record.get("actual")), number(record.get("target"))
    if actual is None or target is None:
        return None
    short = target - actual if better_high else actual - target
    return short if short > half_step(record, "actual_text") else min(short, 0.0)


def is_part_year(record: Record, better_high: bool) -> bool:
    """Whether an actual looks like a part of what an annual target counts: it is not to be held against it."""
    actual, target = number(record.get("actual")), number(record.get("target"))
    if actual is None or not target:
        return True
    said = f"{record.get('actual_text')} {record.get('target_text')} {record.get('indicator')}".casefold()
    return "cumulative" in said or "annual" in said or (better_high and actual / target < _PARTLY)


def said_period(record: Record) -> str:
    """The period as a person would say it: "Quarter 2", "Period 5", "2019/20", a month in words."""
    period = str(record.get("period") or "")
    if found := re.fullmatch(r"\d{4}/\d{2} (Q|P)(\d+)", period):
        return f"{'Quarter' if found[1] == 'Q' else 'Period'} {found[2]}"
    if found := re.fullmatch(r"(\d{4})-(\d{2})", period):
        return f"{calendar.month_name[int(found[2])]} {found[1]}"
    return period or "the period"


def said_name(record: Record) -> str:
    """The indicator with its council before it."""
    whose = f"{record['organisation']}: " if record.get("organisation") not in (None, "Total") else ""
    return f"{whose}{record['indicator']}".rstrip(" .")


def bare_name(indicator: str) -> str:
    """The indicator without a sub-measure in brackets."""
    return re.sub(r"\s*\([^()]*\)$", "", indicator)


def half_step(record: Record, column: str) -> float:
    """Half of one in the last printed place of a figure: the most that rounding may have moved it."""
    step = _step(str(record.get(column) or ""))
    return step / 2 * 0.999


@lru_cache(maxsize=20_000)
def _step(text: str) -> float:
    quantum = read_figure(text).quantum
    if quantum is not None:
        return float(quantum)
    found = re.search(r"[0-9](?:\.([0-9]+))?", text)
    return 10.0 ** -len(found[1] or "") if found else 1.0


@lru_cache(maxsize=20_000)
def same_indicator(one: str, other: str) -> bool:
    """Whether two names mean one indicator: alike but for brackets, plurals and abbreviations, or one says more."""
    if _part(one) != _part(other):
        return False
    a, b = _key(one), _key(other)
    if a == b:
        return True
    if len(a) != len(b) and _letters(a) == _letters(b):
        return True  # one abbreviates what the other writes out; of as many words, "major" is not "minor"
    short, long = sorted((a, b), key=len)
    return len(short) >= 4 and long[: len(short)] == short


def _part(name: str) -> str:
    """The sub-measure in brackets behind a name; nothing where the brackets explain ("LBH only", many words)."""
    found = re.search(r"\(([^()]*)\)\s*$", name)
    said = found[1].casefold().strip() if found else ""
    return "" if said.endswith("only") or len(said.split()) > 3 else said


@lru_cache(maxsize=20_000)
def _key(name: str) -> tuple[str, ...]:
    bare = re.sub(r"\((?:[^()]*)\)", " ", name)
    bare = re.sub(r"\bpercentage\b|\bper cent\b|%", " ", bare, flags=re.IGNORECASE).replace("-", " ")
    return tuple(word.rstrip("s") for word in words_of(bare))


def _letters(key: tuple[str, ...]) -> str:
    """The first letters, with abbreviations whole: "National Non Domestic Rates" and "NNDR" are alike."""
    return "".join(word if _is_short(word) else word[0] for word in key)


@cache
def _is_short(word: str) -> bool:
    return 2 < len(word) < 6 and not re.search(r"[aeiouy]", word)


def begins_with(words: str, text: str) -> bool:
    """Whether a text begins with a word of a list of `reference/checks.yaml`."""
    plain = text.casefold()
    return any(plain.startswith(str(word)) for word in load("checks")[words])
