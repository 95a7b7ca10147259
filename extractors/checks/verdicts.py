"""What a comment says of targets, clause by clause, against the figures printed on the same page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extractors.checks.check import Outcome, box_of, page_of
from extractors.checks.indicators import bare_name, gap, is_better_high, said_period
from extractors.checks.said import Sentence, shorten, split_sentences, word_list
from extractors.checks.series import is_month, months_of, of_months
from extractors.facts.organisations import find_organisations
from extractors.records import Record
from extractors.reference import load

_CLAUSES = re.compile(
    r",\s+(?:whilst|while|but|although|however|though|and|June's)\b|;\s|\b(?:whilst|whereas|but|however)\b"
)
_TIME = re.compile(
    r"\b(?:quarter|qtr|q[1-4]|month|year|january|february|april|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\bfirst (two|2|three|3) months\b", re.IGNORECASE)
_EACH = re.compile(r"\b(?:each|every|all) (?:of the )?(?:three |3 )?months?\b", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:both|all(?: three| four)?) (?:councils|boroughs|authorities|partners|areas)\b", re.IGNORECASE)
_COUNTS = {"two": 2, "2": 2, "three": 3, "3": 3}


def verdicts_of(sentence: Sentence, records: Sequence[Record], partners: Sequence[str]) -> Iterator[Outcome]:
    """One outcome for each council and verdict of a sentence. Clauses that hedge, or say both, are not judged."""
    indicators = {str(record["indicator"]) for record in records}
    if len({bare_name(name) for name in indicators}) > 1:
        return  # the page has several indicators: which is meant is not certain
    spoken_of = _before(sentence, partners)
    for clause in _CLAUSES.split(sentence.text):
        spoken_of = find_organisations(clause, partners) or (_all_of(records) if _BOTH.search(clause) else spoken_of)
        met, missed = _says(clause)
        if met == missed or word_list("target_hedged").search(clause):
            continue
        months = _months(clause, records)
        councils: list[str | None] = [*spoken_of] or [None]
        for council in councils:
            figures = _meant(_figures(records, council, months), clause)
            if figures and (outcome := _outcome(sentence, clause, council, figures, records, met)):
                yield outcome


def _says(clause: str) -> tuple[bool, bool]:
    """Whether a clause says that a target was met, and that one was missed; "not meeting target" says the latter."""
    missed = word_list("target_missed")
    return bool(word_list("target_met").search(missed.sub(" ", clause))), bool(missed.search(clause))


def verdict_of_row(record: Record, others: Sequence[Record]) -> Iterator[Outcome]:
    """What the comment in an indicator's own row says of its target, against the row's figure."""
    text = " ".join(str(record.get("commentary") or "").split())
    page = page_of(record) or 0
    for part in split_sentences(text):
        for clause in _CLAUSES.split(part):
            met, missed = _says(clause)
            other_time = _TIME.search(clause) or word_list("not_now").search(clause)
            if met == missed or other_time or word_list("target_hedged").search(clause):
                continue
            sentence = Sentence(part, "cell", "", text, str(record.get("document_id")), page, record)
            council = None if record.get("organisation") in (None, "Total") else str(record["organisation"])
            if outcome := _outcome(sentence, clause, council, [record], [record, *others], met):
                yield outcome


def _outcome(
    sentence: Sentence,
    clause: str,
    council: str | None,
    figures: Sequence[Record],
    records: Sequence[Record],
    met: bool,
) -> Outcome | None:
    judged: list[tuple[Record, float]] = []
    for figure in figures:
        better_high = is_better_high(figure, records)
        if better_high is None or (by := gap(figure, better_high)) is None:
            return None
        if not better_high and word_list("sides_of_target").search(clause):
            return None  # below a ceiling is good: which is meant is not certain
        judged.append((figure, by))
    against = [(figure, by) for figure, by in judged if (by > 0) == met]
    if council is None and len(against) < len(judged):
        against = []  # no council is named: what is said may be true of one of them
    wrong = bool(against)
    name = bare_name(str(figures[0]["indicator"])).rstrip(" .")
    said = "target met" if met else "target missed"
    whose = f"{council}: " if council else ""
    quoted = shorten(re.sub(r"^\s*comments?\s*:", "", clause, flags=re.IGNORECASE).strip(" ,.;"), 120)
    message = f"{whose}the comment says ‘{quoted}’; {_printed([record for record, _ in against or judged], records)}"
    return Outcome(
        not wrong,
        f"{whose}{name}, comment against figures: {quoted}",
        message,
        expected=("target missed" if met else "target met") if wrong else said,
        actual=said,
        difference=f"{-against[0][1] if met else abs(against[0][1]):.4g}" if wrong else None,
        page=sentence.page,
        box=box_of(sentence.record),
    )


def _printed(records: Sequence[Record], of_page: Sequence[Record]) -> str:
    """The figures with their target: "printed 96% (May) and 95% (June) against a target of 95%"."""
    by_target: dict[str, list[str]] = {}
    for record in records:
        by_target.setdefault(str(record["target_text"]), []).append(
            f"{record['actual_text']}{time_of(record, of_page)}"
        )
    shown = (f"{' and '.join(dict.fromkeys(texts))} against a target of {aim}" for aim, texts in by_target.items())
    return f"printed {'; '.join(shown)}"


def time_of(record: Record, of_page: Sequence[Record]) -> str:
    """The month of a figure in brackets; of a quarter's, what it is of its months, and what they make."""
    if is_month(str(record.get("period"))):
        return f" ({said_period(record)})"
    months = months_of(of_page, record)
    own, values = of_months(record, months), [float(str(month["actual"])) for month in months]
    return (
        own if not own or "mean" in own else f"{own[:-1]}; its months are on average {sum(values) / len(values):.4g})"
    )


def _all_of(records: Sequence[Record]) -> list[str]:
    """Every council that the page has figures for."""
    return list(dict.fromkeys(str(record["organisation"]) for record in records if record.get("organisation")))


def _before(sentence: Sentence, partners: Sequence[str]) -> list[str]:
    """The councils that the sentences before it in the paragraph spoke of last."""
    spoken: list[str] = []
    for earlier in split_sentences(sentence.paragraph):
        if earlier == sentence.text:
            break
        spoken = find_organisations(earlier, partners) or spoken
    return spoken


def _figures(records: Sequence[Record], council: str | None, months: Sequence[str]) -> list[Record]:
    """The figures meant: those of the months named, or else of the latest quarter or year."""
    own = [
        record
        for record in records
        if record.get("actual") is not None
        and record.get("target") is not None
        and (council is None or record.get("organisation") == council)
    ]
    if months:
        found = [record for record in own if str(record.get("period")) in months]
        return found if len({record["period"] for record in found}) == len(set(months)) else []
    spans = [record for record in own if not re.fullmatch(r"\d{4}-\d{2}", str(record.get("period")))]
    latest = max((str(record.get("period")) for record in spans), default=None)
    return [record for record in spans if str(record.get("period")) == latest]


def _meant(figures: Sequence[Record], clause: str) -> list[Record]:
    """Of an indicator's sub-measures those that the clause names; none where there are several and it names none."""
    parts = {str(figure["indicator"])[len(bare_name(str(figure["indicator"]))) :].strip(" ()") for figure in figures}
    named = [part for part in parts if part and re.search(rf"\b{re.escape(part)}\b", clause, re.IGNORECASE)]
    if len(parts) < 2:
        return list(figures)
    return [figure for figure in figures if any(str(figure["indicator"]).endswith(f"({part})") for part in named)]


def _months(clause: str, records: Sequence[Record]) -> list[str]:
    """The months that a clause names, among those that the page has figures for."""
    printed = sorted(
        {
            str(record["period"])
            for record in records
            if record.get("actual") is not None and re.fullmatch(r"\d{4}-\d{2}", str(record.get("period")))
        }
    )
    if match := _FIRST.search(clause):
        return printed[: _COUNTS[match[1].casefold()]]
    if _EACH.search(clause):
        return printed[-3:]
    numbers = [
        _month_numbers()[word.casefold()]
        for word in re.findall(r"[A-Z][a-z]+", clause)
        if word.casefold() in _month_numbers()
    ]
    return [f"{year}-{number:02d}" for number in numbers for year in _years(printed, number)]


def _years(printed: Sequence[str], month: int) -> list[str]:
    return [period[:4] for period in printed if int(period[5:]) == month] or ["0000"]


@cache
def _month_numbers() -> dict[str, int]:
    return {name: int(number) for number, names in load("calendar")["months"].items() for name in names}
