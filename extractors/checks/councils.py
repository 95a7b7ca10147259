"""Tables titled for one council that hold another's figures, by what the text of the report gives to each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extractors.checks.check import Outcome, box_of, page_of
from extractors.checks.material import Material
from extractors.checks.said import find_amounts
from extractors.checks.sheet import Sheet
from extractors.checks.slip import digits_of
from extractors.facts.organisations import find_organisations

_DIGITS = 3  # of a sum, from which on it is not met by chance


def check_titled_councils(pack: Material) -> Iterator[Outcome]:
    """A table that bears the title of another, and whose totals the text gives to another council than the title."""
    if len(pack.partners) < 2:
        return
    given_to: dict[str, dict[Decimal, set[str]]] = defaultdict(lambda: defaultdict(set))
    for sentence in pack.sentences:
        if sentence.kind == "cell" or "£" not in sentence.text:
            continue
        named = set(find_organisations(sentence.text, pack.partners)) & set(pack.partners)
        if len(named) == 1:
            for amount in sentence.amounts:
                for document_id in pack.item_of(sentence.document_id):
                    given_to[document_id][abs(amount.value)] |= named
    titles = Counter(sheet.title for sheet in pack.sheets)
    for sheet in pack.sheets:
        named = set(find_organisations(sheet.title, pack.partners)) & set(pack.partners)
        if not sheet.facts or len(named) != 1 or titles[sheet.title] < 2:
            continue
        title = named.pop()
        sums = given_to.get(str(sheet.table.get("document_id")), {})
        given = [sums[value] for value in _totals(sheet) if value in sums]
        others = {next(iter(names)) for names in given if len(names) == 1}
        if not others:
            continue
        wrong = title not in others and len(others) == 1
        other = next(iter(others)) if wrong else title
        yield Outcome(
            not wrong,
            f"{sheet.title}: titled {title}" + (f" but is {other}'s position" if wrong else ""),
            f"{sheet.title} on page {sheet.table['page']}"
            + (
                f" is titled {title}, as another table is; the text gives its totals to {other}"
                if wrong
                else f": the text gives its totals to {title} as well"
            ),
            expected=other,
            actual=title,
            page=page_of(sheet.table),
            box=box_of(sheet.table),
        )


def _totals(sheet: Sheet) -> set[Decimal]:
    """The sums that the total rows of a table print, in figures or in their remarks, in pounds."""
    found: set[Decimal] = set()
    for (row, _), fact in sheet.facts.items():
        if row in sheet.totals:
            if fact.get("amount_gbp") is not None:
                found.add(abs(Decimal(str(fact["amount_gbp"]))))
            for amount in find_amounts(str(fact.get("commentary") or "")):
                if len(digits_of(amount.printed)) >= _DIGITS:
                    found.add(abs(amount.value))
    return found
