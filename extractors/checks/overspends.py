"""Overspends and underspends said in words, against the budget and the forecast of the line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extractors.checks.check import Outcome, box_of, plain
from extractors.checks.material import Material
from extractors.checks.places import Label, Place
from extractors.checks.said import Amount, Sentence, shorten, word_list
from extractors.checks.slip import tidy

_SPENT = ("forecast", "actual")  # the measures that a budget is held against
_BEHIND = 20  # letters behind a sum within which "overspend" may stand


def check_over_or_under(pack: Material) -> Iterator[Outcome]:
    """ "An overspend of £313k" for a line whose forecast is £313k below its budget."""
    for sentence in pack.sentences:
        if sentence.kind == "cell" or "£" not in sentence.text or word_list("of_income").search(sentence.text):
            continue  # income printed positive falls short where spending would be under
        hits = pack.places.labels_in(sentence.text)
        amounts = sentence.amounts
        for at, amount in enumerate(amounts):
            start = amounts[at - 1].end if at else 0
            named = [label for begin, end, label in hits if start <= begin and end <= amount.start]
            before = sentence.text[start : amount.start]
            over, under = (list(word_list(name).finditer(before)) for name in ("overspent", "underspent"))
            if not over and not under:
                behind = sentence.text[amount.end : amount.end + _BEHIND]
                over, under = (list(word_list(name).finditer(behind)) for name in ("overspent", "underspent"))
            if not named or bool(over) == bool(under):
                continue
            if outcome := _held(pack, sentence, amount, named[-1], said_over=bool(over)):
                yield outcome


def _held(pack: Material, sentence: Sentence, amount: Amount, label: Label, *, said_over: bool) -> Outcome | None:
    """The sum against the rows of the line whose forecast and budget are so far apart; None where there is none."""
    rows: dict[tuple[str, object], list[Place]] = defaultdict(list)
    for place in pack.places.by_label[label]:
        if place.document_id == sentence.document_id:
            rows[(place.sheet.table_id, place.fact["row"])].append(place)
    apart: list[tuple[Decimal, Place]] = []
    for places in rows.values():
        budgets = [place for place in places if place.measure == "budget"]
        spent = [place for place in places if place.measure in _SPENT]
        gaps = [(one.value - budget.value, one) for one in spent for budget in budgets]
        apart += [(gap, one) for gap, one in gaps if gap and abs(abs(gap) - abs(amount.value)) <= amount.quantum / 2]
    signs = {gap > 0 for gap, _ in apart}
    if len(signs) != 1:
        return None
    is_over = signs.pop()
    said, ought = ("overspend", "underspend") if said_over else ("underspend", "overspend")
    place = apart[0][1]
    line = str(place.fact.get("line") or "the total")
    gap = plain(tidy(apart[0][0] / place.factor))
    return Outcome(
        is_over == said_over,
        f"{line}: {said} of {amount.raw} said in the text against {place.sheet.title}",
        f"{line}: the text says {said} of {amount.raw} (‘{shorten(sentence.text, 140)}’); by {place.sheet.title} on "
        f"page {place.fact['page']} forecast less budget is {gap} ({place.sheet.unit})",
        expected=said if is_over == said_over else ought,
        actual=said,
        page=sentence.page,
        box=box_of(sentence.record),
    )
