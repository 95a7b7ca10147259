"""A summary of ratings against what is rated: how many indicators or actions are green, amber, red."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.checks.check import Outcome, box_of, page_of
from extractors.checks.indicators import bare_name, same_indicator
from extractors.checks.material import Material
from extractors.checks.said import word_list, words_of
from extractors.checks.sheet import Entry, Sheet
from extractors.facts.organisations import read_organisation
from extractors.facts.ratings import rate_text
from extractors.records import Record

_NAMES = {"R": "Red", "A": "Amber", "G": "Green", "B": "Blue"}
_MONTH = re.compile(r"\d{4}-\d{2}")
_LEAST = 2  # figures of a summary that must be those counted: one may agree by chance
_AGREE = 0.5  # the least share of a summary's figures that must be those counted, for the rest to be slips


def check_summary_counts(pack: Material) -> Iterator[Outcome]:
    """Each number of a summary of ratings against the ratings that the same papers list."""
    for sheet in pack.sheets:
        counted = _summary(sheet)
        if not counted:
            continue
        own = frozenset({str(sheet.table.get("document_id"))})
        for reader, what in ((_indicators, "indicators"), (_actions, "actions")):
            for papers in (own, pack.item_of(sheet.table.get("document_id"))):
                compared = list(_compared(counted, reader(pack, papers), pack.partners))
                telling = [(group, rag, entry, found) for group, rag, entry, found in compared if entry.value or found]
                agreed = sum(entry.value == found for *_, entry, found in telling)
                if agreed >= max(_LEAST, _AGREE * len(telling)):
                    for each in telling:
                        where = _pages_of(pack, papers, *each[:2]) if what == "indicators" else ""
                        yield _outcome(*each, what, where)
                    break


def _pages_of(pack: Material, papers: frozenset[str], group: str, rag: str) -> str:
    """The pages on which a council's indicators have a rating, in brackets; nothing where they are not by council."""
    council = read_organisation(group, pack.partners)
    rated = [record for record in _latest(pack, papers) if record.get("rag") == rag]
    pages = sorted({page_of(record) or 0 for record in rated if council in (None, record.get("organisation"))})
    return f" (page{'s' if len(pages) > 1 else ''} {', '.join(map(str, pages))})" if pages else ""


def _outcome(group: str, rag: str, entry: Entry, found: int, what: str, where: str) -> Outcome:
    right = entry.value == found
    whose = f"{group}: " if group and not word_list("counts").fullmatch(group) else ""
    subject = f"{whose}{_NAMES[rag]} {what} in the summary of ratings against the list of {what}"
    return Outcome(
        right,
        subject,
        f"{whose}the summary counts {entry.value:f} {_NAMES[rag].casefold()} {what}, the pages list {found}{where}",
        expected=str(found),
        actual=f"{entry.value:f}",
        difference=None if right else f"{entry.value - found:f}",
        page=page_of(entry.record),
        box=box_of(entry.record),
    )


def _summary(sheet: Sheet) -> list[tuple[str, str, Entry]]:
    """The numbers of a table that counts ratings, each with its group and rating; none for any other table."""
    rows = {row: rag for row in sheet.lines if (rag := _rating(sheet.names.get(row, "")))}
    columns = {column: rag for column in sheet.columns if (rag := _rating(sheet.headers.get(column, "")))}
    by_row = len(set(rows.values())) > 1
    if not by_row and len(set(columns.values())) < 2:
        return []
    found = []
    for (row, column), entry in sheet.entries.items():
        rag = rows.get(row) if by_row else columns.get(column)
        group = sheet.headers.get(column, "") if by_row else sheet.names.get(row, "")
        if rag and entry.value == int(entry.value) and 0 <= entry.value < 1000:
            found.append((group, rag, entry))
    return found


def _rating(label: str) -> str | None:
    """The rating that a row or column of a summary counts."""
    last = label.rpartition(" | ")[2].strip()
    rated = rate_text(last)
    return rated[0] if rated else None


Listed = dict[str, dict[str, set[int]]]
"""How many of each rating, by what they belong to; more than one number where lists and pages may be counted."""


def _compared(
    counted: Sequence[tuple[str, str, Entry]], listed: Listed, partners: Sequence[str]
) -> Iterator[tuple[str, str, Entry, int]]:
    """Each number of the summary with the number listed that is nearest to it."""
    for group, rag, entry in counted:
        found = _group(group, listed, partners)
        if found is not None:
            numbers = listed[found][rag]
            yield group, rag, entry, int(entry.value) if entry.value in numbers else max(numbers)


def _group(label: str, listed: Listed, partners: Sequence[str]) -> str | None:
    """What a column of the summary stands for: a council, or the one plan whose title has all its words."""
    council = read_organisation(label, partners)
    if council in listed:
        return council
    words = set(words_of(label))
    named = [name for name in listed if words and words <= set(words_of(name))]
    if not named and len(listed) == 1 and word_list("counts").search(label):
        return next(iter(listed))
    return named[0] if len(named) == 1 else None


def _indicators(pack: Material, papers: frozenset[str]) -> Listed:
    """Each indicator once per council, for the latest period that is rated there.

    Lists may name an indicator otherwise than its own page does: what the lists alone count is allowed as well.
    """
    rated = _latest(pack, papers)
    names: dict[str, set[str]] = defaultdict(set)
    for record in rated:
        names[str(record["table_id"])].add(bare_name(str(record["indicator"])))
    in_lists = [record for record in rated if len(names[str(record["table_id"])]) > 2]
    everywhere, listed = _distinct(rated), _distinct(in_lists)
    return {
        council: {rag: {counts[rag], listed.get(council, counts)[rag]} for rag in _NAMES}
        for council, counts in everywhere.items()
    }


def _latest(pack: Material, papers: frozenset[str]) -> list[Record]:
    """The rated figures of the latest period that is rated."""
    rated = [
        record
        for record in pack["kpis"]
        if str(record.get("document_id")) in papers
        and record.get("rag") in _NAMES
        and not _MONTH.fullmatch(str(record.get("period")))
    ]
    latest = max((str(record.get("period")) for record in rated), default="")
    return [record for record in rated if str(record.get("period")) == latest]


def _distinct(rated: Sequence[Record]) -> dict[str, dict[str, int]]:
    """The ratings of each council, an indicator and its sub-measures counted once."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for record in rated:
        council, name = str(record.get("organisation")), bare_name(str(record["indicator"]))
        if not any(same_indicator(name, seen) for seen in names[council]):
            names[council][name] = str(record["rag"])
    return {council: _tally(list(ratings.values())) for council, ratings in names.items()}


def _actions(pack: Material, papers: frozenset[str]) -> Listed:
    """The actions of each plan, and of all together."""
    plans: dict[str, list[str]] = defaultdict(list)
    for record in pack["rag_actions"]:
        if str(record.get("document_id")) in papers and record.get("rag") in _NAMES:
            plans[str(record.get("plan"))].append(str(record["rag"]))
    counts = {plan: _tally(ratings) for plan, ratings in plans.items()}
    if counts:
        counts["Total"] = _tally([rag for ratings in plans.values() for rag in ratings])
    return {plan: {rag: {count} for rag, count in tally.items()} for plan, tally in counts.items()}


def _tally(ratings: Sequence[str]) -> dict[str, int]:
    return {rag: ratings.count(rag) for rag in _NAMES}


def check_shares_of_ratings(pack: Material) -> Iterator[Outcome]:
    """A share of ratings named in words ("58% were rated green") against the summary that counts them."""
    for sheet in pack.sheets:
        counted = _summary(sheet)
        if not counted:
            continue
        papers = pack.item_of(sheet.table.get("document_id"))
        for sentence in pack.sentences:
            if sentence.document_id in papers and "%" in sentence.text:
                yield from _shares(sheet, counted, sentence.text, sentence.page, sentence.record, pack.partners)


def _shares(
    sheet: Sheet,
    counted: Sequence[tuple[str, str, Entry]],
    text: str,
    page: int,
    record: Record,
    partners: Sequence[str],
) -> Iterator[Outcome]:
    rags = {rag for word in re.findall(r"[A-Za-z]+", text) if (rag := _rating(word)) and len(word) > 1}
    groups = {group: council for group, _, _ in counted if (council := read_organisation(group, partners))}
    if len(rags) != 1 or not groups:
        return
    rag = rags.pop()
    for percent, council in _percents_of(text, sorted(set(groups.values())), partners):
        group = next(name for name, found in groups.items() if found == council)
        own = next(entry for name, rated, entry in counted if name == group and rated == rag)
        column = int(str(own.record["col"]))
        bases = _bases(sheet, column, text)
        if not own.value or not bases:
            continue
        shares = [own.value / base * 100 for base in bases]
        near = Decimal("1.0") if re.search(r"approx|about|around|circa|~", text, re.IGNORECASE) else Decimal("0.5")
        right = any(abs(share - percent) <= near for share in shares)
        expected = f"{shares[0]:.1f}"
        subject = f"{council}: share of indicators rated {_NAMES[rag].casefold()}"
        note = f"{own.value:f} of {bases[0]:f}"
        yield Outcome(
            right,
            f"{subject} ({note})",
            f"{council}: the text says {percent:f}% are rated {_NAMES[rag].casefold()}, the summary gives {expected}% "
            f"({note}{', discounting the non-applicable' if _leaves_out(text) else ''})",
            expected=expected,
            actual=f"{percent:f}",
            difference=None if right else f"{abs(percent - Decimal(expected)):f}",
            page=page,
            box=box_of(record),
        )


def _percents_of(text: str, councils: Sequence[str], partners: Sequence[str]) -> Iterator[tuple[Decimal, str]]:
    """Each percentage of a sentence with the council nearest to it."""
    from extractors.checks.pairing import pair_with_councils

    found = [(match.start(), match.end(), Decimal(match[1])) for match in re.finditer(r"(\d+(?:\.\d+)?)\s?%", text)]
    for (_, _, percent), council in zip(
        found, pair_with_councils(text, [spot[:2] for spot in found], partners), strict=True
    ):
        if council in councils:
            yield percent, str(council)


def _leaves_out(text: str) -> bool:
    return bool(re.search(r"discount|exclud|leaving out|without|not count", text, re.IGNORECASE))


def _bases(sheet: Sheet, column: int, text: str) -> list[Decimal]:
    """What the share may be of, the likeliest first: all, all but those left out, those rated only."""
    numbers = {row: sheet.entries[(row, column)].value for row in sheet.lines if (row, column) in sheet.entries}
    totals = [value for row, value in numbers.items() if row in sheet.totals]
    parts = {row: value for row, value in numbers.items() if row not in sheet.totals}
    total = totals[-1] if totals else sum(parts.values(), Decimal(0))
    rated = sum((value for row, value in parts.items() if _rating(sheet.names.get(row, ""))), Decimal(0))
    unrated = [value for row, value in parts.items() if not _rating(sheet.names.get(row, ""))]
    bases = [total, *(total - value for value in unrated), rated]
    if _leaves_out(text):
        named = [
            total - value
            for row, value in parts.items()
            if not _rating(sheet.names.get(row, "")) and _share_words(sheet.names.get(row, ""), text)
        ]
        bases = [*named, *bases[1:]]
    return [base for base in dict.fromkeys(bases) if base > 0]


def _share_words(label: str, text: str) -> bool:
    """Whether a row is what a sentence leaves out: "Not applicable" and "non-applicable"."""
    said = set(words_of(text.replace("-", " ")))
    return any(word in said for word in words_of(label) if len(word) > 4)
