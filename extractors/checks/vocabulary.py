"""Vocabulary: words that stand where a status or a unit is wanted and that no list of ours has. Faults of ours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractors.checks.check import Outcome, box_of, page_of
from extractors.checks.material import Material
from extractors.facts.values import read_figure
from extractors.records import Record
from extractors.reference import load

_WORDS = 4  # the most of a status; more are a remark


def check_statuses_known(pack: Material) -> Iterator[Outcome]:
    """Each status in words of an unrated action, against the words that are known to be one."""
    lists = load("checks"), load("ratings")
    known = {_plain(word) for words, names in zip(lists, _LISTS, strict=True) for name in names for word in words[name]}
    found: dict[str, list[Record]] = defaultdict(list)
    for record in pack["rag_actions"]:
        status = _plain(record.get("status_text"))
        if record.get("rag") is None and 0 < len(status.split()) <= _WORDS:
            found[status].append(record)
    for status, records in found.items():
        yield _outcome("status", str(records[0]["status_text"]), status in known, records)


def check_units_known(pack: Material) -> Iterator[Outcome]:
    """Each word that an indicator's figure is printed with, against the units that are known."""
    found: dict[str, list[Record]] = defaultdict(list)
    for record in pack["kpis"]:
        figure = read_figure(str(record.get("actual_text") or ""))
        if word := figure.counted or figure.unit:
            found[_plain(word)].append(record)
    for word, records in found.items():
        known = all(record.get("unit") or read_figure(str(record["actual_text"])).unit for record in records)
        yield _outcome("unit", word, known, records)


_LISTS = (("status_well", "status_badly", "status_open"), ("complete", "none"))
"""Where the words of a status stand, in `checks.yaml` and `ratings.yaml`."""


def _plain(text: object) -> str:
    return " ".join(str(text or "").casefold().split()).strip(" .:;")


def _outcome(what: str, word: str, known: bool, records: Sequence[Record]) -> Outcome:
    times = "once" if len(records) == 1 else f"{len(records)} times"
    return Outcome(
        known,
        f"The {what} “{word}”",
        f"“{word}”, printed {times} as a {what}, is " + ("known" if known else "a word that no list of the reader has"),
        expected=f"a known {what}",
        actual=word,
        page=page_of(records[0]),
        box=box_of(records[0]),
    )
