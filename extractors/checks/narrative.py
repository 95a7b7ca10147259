"""Sums of money in sentences against the tables that they tell of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from extractors.checks.check import Outcome, box_of, plain
from extractors.checks.material import Material
from extractors.checks.pairing import pair_with_councils
from extractors.checks.places import Place, Places, agrees, measure_after, measure_of, nearest
from extractors.checks.said import Amount, Sentence, quote, shorten, word_list
from extractors.checks.slip import digits_of, is_mistyped, is_transposed, lost_point, tidy
from extractors.facts.dates import find_financial_years, without_dates
from extractors.facts.organisations import read_organisation

_NEAR = Decimal("0.02")  # of each other: two figures for one thing where the sentence's other figures are the table's
_BEHIND = 25  # letters behind a sum within which the line it is for may stand
_STATES = re.compile(
    r"^(?:\d+(?:\.\d+)*\s+)?(?P<subject>[A-Z][^.;:£]{2,60}?)\s+"
    r"(?:is|are|has|have|will|forecasts?|projects?|reports?|shows?|expects?)\b[^.;:£]{0,60}$"
)
_DEPARTMENTS = frozenset({"directorate", "department", "service", "budget", "team", "division", "group"})


def check_narrative(pack: Material) -> Iterator[Outcome]:
    """Each sum that a sentence gives for a table's line, against that line."""
    places = pack.places
    if not places.by_label:
        return
    for sentence in pack.sentences:
        if sentence.kind in ("paragraph", "list_item") and "£" in sentence.text:
            yield from _of_sentence(pack, places, sentence)


def _of_sentence(pack: Material, places: Places, sentence: Sentence) -> Iterator[Outcome]:
    text, amounts = sentence.text, sentence.amounts
    hits = [hit for hit in places.labels_in(text) if read_organisation(" ".join(hit[2]), pack.partners) is None]
    topic = _topic(places, sentence)
    if not (hits or topic):
        yield from _of_the_whole(pack, places, sentence)
        return
    if not amounts:
        return
    introduced = _introduced(pack, sentence)
    papers = pack.item_of(sentence.document_id)
    councils = pair_with_councils(text, [(amount.start, amount.end) for amount in amounts], pack.partners)
    listed = len({name for name in councils if name}) > 1
    found: list[tuple[Amount, list[Place], str | None, Place | None]] = []
    label = topic
    for at, amount in enumerate(amounts):
        start = amounts[at - 1].end if at else 0
        until = amounts[at + 1].start if at + 1 < len(amounts) else len(text)
        before, after = text[start : amount.start], text[amount.end : min(until, amount.end + _BEHIND)]
        own = [hit for hit in hits if start <= hit[0] and hit[1] <= amount.start]
        if at:  # what stands before a comma is the tail of the sum before
            own = [hit for hit in own if not re.search(r"[,;]|\band\b", text[hit[1] : amount.start])]
        behind = [hit for hit in hits if amount.end <= hit[0] < amount.end + len(after)]
        if own:
            label = max(own, key=lambda hit: (len(hit[2]), hit[0]))[2]
        elif not listed:
            label = behind[0][2] if behind and re.match(r"\s*(?:for|in|on|to|of|from|within|by)\b", after) else topic
        if label is None or word_list("other_sums").search(before):
            continue
        council = councils[at]
        candidates = [place for place in places.by_label[label] if place.document_id in papers]
        if council and any(place.organisation == council for place in candidates):
            candidates = [place for place in candidates if place.organisation == council]
        elif council and any(place.organisation for place in candidates):
            continue
        spans = [(hit[0] - start, hit[1] - start) for hit in own if hit[2] == label]
        bare = before if not spans else f"{before[: spans[-1][0]]} {before[spans[-1][1] :]}"
        measure = measure_of(bare) or measure_after(_next_words(after))
        if any(_is_in(amount, place) for place in places.by_label[label]):
            yield _agreed(sentence, amount, label, council)
        else:
            named = [place for _, _, name in own for place in places.by_label[name]]
            shown = _told_of(named, introduced) if not any(_is_in(amount, place) for place in named) else None
            shown = shown or (_stated(places, candidates, label, before) if not at else None)
            found.append((amount, nearest(candidates, sentence.document_id), measure, shown))
    wrong = [
        (amount, place)
        for amount, candidates, measure, shown in found
        if (place := _meant(sentence, amount, candidates, measure, amounts) or shown)
    ]
    follows = _difference(sentence, wrong)
    for at, (amount, place) in enumerate(wrong, 1):
        outcome = _outcome(pack, sentence, amount, place)
        yield replace(outcome, message=outcome.message + follows) if at == len(wrong) else outcome


def _of_the_whole(pack: Material, places: Places, sentence: Sentence) -> Iterator[Outcome]:
    """A sum said of no line ("a forecast overspend of £1.241m") against the totals of the paper's tables: told of where
    no cell has it, and it is the one total of its measure but for two digits changed over.
    """
    papers, years = pack.item_of(sentence.document_id), set(find_financial_years(sentence.text))
    cells = [place for of_label in places.by_label.values() for place in of_label if place.document_id in papers]
    for at, amount in enumerate(sentence.amounts):
        before = sentence.text[sentence.amounts[at - 1].end if at else 0 : amount.start]
        measure = measure_of(before)
        if measure is None or word_list("other_sums").search(before) or any(_is_in(amount, place) for place in cells):
            continue
        meant = {
            place.value: place
            for place in cells
            if place.fact.get("is_total")
            and place.measure == measure
            and (not years or not place.years or place.years & years)
            and is_transposed(amount.value / place.factor, place.entry.value)
        }
        if len(meant) == 1:
            yield _outcome(pack, sentence, amount, *meant.values())


def _difference(sentence: Sentence, wrong: Sequence[tuple[Amount, Place]]) -> str:
    """What follows for the difference of two sums of a sentence that are both not the table's: it is not either."""
    for (one, here), (other, there) in combinations(wrong, 2):
        said = abs(_pounds(one, here) - _pounds(other, there))
        amount = next((each for each in sentence.amounts if each not in (one, other) and abs(each.value) == said), None)
        if amount is None or not said or here.sheet is not there.sheet or here.fact["col"] != there.fact["col"]:
            continue
        a, b = abs(here.entry.value), abs(there.entry.value)
        moved, printed = ("reduction" if a > b else "increase"), tidy(abs(amount.value) / here.factor)
        return (
            f"; the {moved} follows from it: text {amount.raw}, table {plain(a)} - {plain(b)}, "
            f"{here.sheet.unit}, is {plain(tidy(abs(a - b)))}, not {plain(printed)}"
        )
    return ""


def _topic(places: Places, sentence: Sentence) -> tuple[str, ...] | None:
    """The line that a paragraph is headed with: "ICT – The funding …"."""
    head = re.match(r"([^.;:–]{2,40}?)(?:\s+[-–—]\s+|:\s)", sentence.paragraph)
    hits = places.labels_in(head[1]) if head else []
    return hits[0][2] if len(hits) == 1 else None


def _introduced(pack: Material, sentence: Sentence) -> str | None:
    """The table that a paragraph says stands below it; None where it says no such thing."""
    if not word_list("introduces_table").search(sentence.paragraph):
        return None
    bottom = float(str(sentence.record.get("bottom") or 0))
    below = [
        (float(str(table["top"])), str(table["table_id"]))
        for table in pack["tables"]
        if table["page"] == sentence.page and float(str(table["top"])) >= bottom
    ]
    return min(below)[1] if below else None


def _is_in(amount: Amount, place: Place) -> bool:
    """Whether a sum is a cell's, also where its unit was left out ("£0.417" for £0.417m)."""
    bare = amount.scale is None and abs(abs(amount.printed) - abs(place.entry.value)) <= amount.quantum / 2
    return bare or agrees(place, amount.value, amount.quantum)


def _told_of(places: Sequence[Place], introduced: str | None) -> Place | None:
    """The last cell of the line in the table that the paragraph introduces: there the two must agree."""
    own = [
        place
        for place in places
        if place.sheet.table_id == introduced and not place.organisation and len(str(place.fact["line"]).split()) > 1
    ]
    return max(own, key=lambda place: int(str(place.fact["col"]))) if own else None


def _stated(places: Places, candidates: Sequence[Place], label: tuple[str, ...], before: str) -> Place | None:
    """The line's one variance in the paper, where the sentence is of nothing else: "Roads forecast an overspend of"."""
    match = _STATES.match(before)
    if match is None or measure_of(before[match.end("subject") :]) != "variance":
        return None
    subject = tuple(word for word, _, _ in places.tokens(without_dates(match["subject"])) if word not in _DEPARTMENTS)
    own = [place for place in candidates if place.measure == "variance" and place.entry.value]
    plain_label = tuple(word for word in label if word not in _DEPARTMENTS)
    return own[0] if subject == plain_label and len({place.value for place in own}) == 1 else None


def _next_words(after: str) -> str:
    """The two words behind a sum, up to where another thought begins."""
    return " ".join(re.split(r"[,;.]|\band\b|\bwhich\b|\bto\b", after)[0].split()[:2])


def _meant(
    sentence: Sentence, amount: Amount, places: Sequence[Place], measure: str | None, amounts: Sequence[Amount]
) -> Place | None:
    """The cell that a sum was meant to repeat: out by a slip of the pen, near it beside figures that are right, or in
    the table that the paragraph introduces. None where it may well be another figure.
    """
    years = set(find_financial_years(sentence.text))
    same_time = [place for place in places if not years or not place.years or place.years & years]
    for place in same_time:
        printed = amount.value / place.factor
        columns = {other.years for other in places if other.fact["row"] == place.fact["row"]}
        if not years and measure is None and len(columns) > 1:
            continue  # one figure a year, and the sentence does not say which
        slipped = is_mistyped(printed, place.entry.value) or _point_lost(amount, place)
        sure = (measure is not None and measure == place.measure) or (place.of_councils and place.measure is None)
        if slipped and (sure or (measure is None and len(digits_of(place.entry.value)) > 3)):
            return place
    for place in same_time:
        others = [other for other in amounts if other is not amount]
        row = [
            entry.value * place.factor
            for (line, _), entry in place.sheet.entries.items()
            if line == int(str(place.fact["row"])) and entry is not place.entry
        ]
        beside = any(
            abs(abs(value) - abs(other.value)) <= other.quantum / 2 for value in row if value for other in others
        )
        near = abs(abs(place.value) - abs(amount.value)) <= _NEAR * abs(place.value)
        if beside and near and place.of_councils and place.organisation and len(digits_of(amount.value)) >= 2:
            return place
    return None


def _point_lost(amount: Amount, place: Place) -> bool:
    return lost_point(amount.printed, place.entry.value) and len(digits_of(amount.printed).rstrip("0")) > 2


def _where(sentence: Sentence) -> str:
    """The paragraph's number, or else its heading."""
    number = re.match(r"\d+(?:\.\d+)+", sentence.paragraph)
    heading = sentence.heading.rpartition(" > ")[2]
    return f"Paragraph {number[0]}: " if number else f"{heading}: " if heading else ""


def _agreed(sentence: Sentence, amount: Amount, label: tuple[str, ...], council: str | None) -> Outcome:
    """A sum that the line has."""
    name = " ".join(label) + (f", {council}" if council else "")
    return Outcome(
        True,
        f"{_where(sentence)}{name}, {amount.raw} against the table",
        f"{amount.raw} is in a table's line ‘{name}’",
        expected=plain(abs(amount.printed)),
        actual=plain(abs(amount.printed)),
        page=sentence.page,
        box=box_of(sentence.record),
    )


def _outcome(pack: Material, sentence: Sentence, amount: Amount, place: Place) -> Outcome:
    """A sum that is not the cell's which it was meant to repeat."""
    quoted = quote(sentence.text, amount.start, amount.end, before=110, behind=20)
    factor = amount.factor if place.factor == 1 else place.factor  # a scale in the cell itself is the text's as well
    printed, told = _pounds(amount, place) / factor, tidy(abs(place.value / factor))
    unit, council = place.sheet.unit, f"{place.organisation} " if place.organisation and place.of_councils else ""
    return Outcome(
        False,
        f"{_where(sentence)}{council}{place.fact.get('line') or 'total'}, {amount.raw} in the text against the table "
        f"{place.sheet.title}, {place.fact.get('column_label') or ''}",
        f"the text says {amount.raw} (‘{quoted}’), {place.sheet.title} on page {place.fact['page']} has "
        f"{place.entry.record['text']} ({unit}) for {place.name}{_other_year(sentence, amount, place)}"
        f"{_also_said(pack, sentence, place)}",
        expected=plain(told),
        actual=plain(tidy(printed)),
        difference=plain(tidy(printed - told)),
        page=sentence.page,
        box=box_of(sentence.record),
    )


def _other_year(sentence: Sentence, amount: Amount, place: Place) -> str:
    """The year that the text gives to a sum where it is not the line's: that is the slip then."""
    start = max((other.end for other in sentence.amounts if other.end <= amount.start), default=0)
    until = min((other.start for other in sentence.amounts if other.start >= amount.end), default=len(sentence.text))
    said = find_financial_years(sentence.text[start : amount.start])[-1:] or find_financial_years(
        sentence.text[amount.end : until]
    )
    if not said or not place.years or said[0] in place.years:
        return ""
    return f"; the text gives it for {said[0]}, the line is of {', '.join(sorted(place.years))}"


def _pounds(amount: Amount, place: Place) -> Decimal:
    """A sum without its sign, in pounds; one whose unit was left out is in the table's."""
    bare = amount.scale is None and place.factor >= 1000 and amount.quantum < 1
    return abs(amount.printed * place.factor if bare else amount.value)


def _also_said(pack: Material, sentence: Sentence, place: Place) -> str:
    """Where else the paper's words give the table's figure for the line, council or both."""
    named = {word for word in (place.organisation, place.fact.get("line")) if word}
    for other in pack.sentences:
        if other.document_id != sentence.document_id or other.kind == "cell" or other.text == sentence.text:
            continue
        said = any(each.scale and agrees(place, each.value, each.quantum) for each in other.amounts)
        if said and len(digits_of(place.entry.value)) > 2 and any(str(word) in other.text for word in named):
            return f"; page {other.page} says what the table has: ‘{shorten(other.text, 160)}’"
    return ""
