"""What adds up in words: a total and the parts it is said to be made of, the parts of a list, a table and its total."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby, pairwise, product

from extractors.checks.check import Outcome, box_of, page_of, plain
from extractors.checks.material import Material
from extractors.checks.said import Amount, Sentence, find_amounts, shorten, split_sentences, word_list
from extractors.checks.slip import explained, is_transposed, tidy
from extractors.records import Record

_NEAR = Decimal("0.02")  # of each other: a total that its parts miss by no more is meant to be theirs
_MOST = 8  # parts that a sentence may list
_PERCENT = re.compile(r"\(\s?(\d{1,2}(?:\.\d+)?)\s?%\s?\)")
_WHOLE = Decimal("1.5")  # points from 100 within which the percentages of a list make a whole
_QUANTITY = re.compile(r"(?<![\w.,£])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s?((?:[A-Za-z]+\s?(?:\d{1,2}\s)?)+)")
_BEHIND = re.compile(r"\b(?:across|over|in|by|and|for|during|from|at|per)\b")  # what is counted ends before it
_OF_WHICH = re.compile(
    r"\)?,?\s*\(?of (?:which|this),?(?:\s+(?:about|around|approximately|some|only|just))?\s*", re.IGNORECASE
)
_FROM_SUM = re.compile(r"\bfrom\s+£")
_IT_IS = re.compile(r"^(?:It|This|These|They|The (?:programme|total|budget|cost|scheme|expenditure))\b")
_TOTAL = re.compile(r"^\W*(?:a|the|in) total (?:of|is|are)\b|^\W*total\b", re.IGNORECASE)
_BELOW = 60.0  # points under a table within which a line tells of it


def check_parts_said(pack: Material) -> Iterator[Outcome]:
    """A total and the parts that a sentence says it is made of: "£4.2m, made up of £2.5m and £1.7m"."""
    for sentence in pack.sentences:
        amounts = sentence.amounts
        for at, total in enumerate(amounts[:-2]):
            parts = amounts[at + 1 :]
            between = sentence.text[total.end : parts[0].start]
            listed = sentence.text[parts[0].start :]
            if not word_list("made_up_of").search(between) or _are_not_all(between + listed):
                continue
            if outcome := _added(sentence, total, parts):
                yield outcome
            break
        else:
            yield from _of_sentence_before(sentence)


def check_parts_of_whole(pack: Material) -> Iterator[Outcome]:
    """A part said of a sum ("£4.2m, of which £2.5m …"): it cannot be more than the whole."""
    for sentence in pack.sentences:
        for whole, part in pairwise(sentence.amounts):
            if not _OF_WHICH.fullmatch(sentence.text[whole.end : part.start]) or whole.value * part.value < 0:
                continue
            right = abs(part.value) - part.quantum / 2 <= abs(whole.value) + whole.quantum / 2
            yield Outcome(
                right,
                f"{shorten(sentence.text[: part.end], 140)}: a part of {whole.raw}",
                f"{part.raw} is said to be a part of {whole.raw}"
                + ("" if right else ", and is more than it")
                + f": ‘{shorten(sentence.text, 200)}’",
                expected=f"{plain(tidy(abs(whole.value) / part.factor))} at most",
                actual=plain(tidy(abs(part.printed))),
                difference=None if right else plain(tidy((abs(part.value) - abs(whole.value)) / part.factor)),
                page=sentence.page,
                box=box_of(sentence.record),
            )


def _of_sentence_before(sentence: Sentence) -> Iterator[Outcome]:
    """ "The programme is £4.2m. It is funded by …": the parts of the one sum of the sentence before."""
    texts = _statements(sentence.paragraph)
    at = next((place for place, text in enumerate(texts) if text.startswith(sentence.text)), 0)
    before, parts = find_amounts(texts[at - 1]) if at else [], find_amounts(texts[at])
    if not before or len(parts) < 2 or not _IT_IS.match(texts[at]):
        return
    lead, rest = texts[at][: parts[0].start], texts[at]
    if not word_list("made_up_of").search(lead) or _are_not_all(rest):
        return
    text = f"{texts[at - 1]} {texts[at]}"
    moved = [replace(part, start=part.start + len(texts[at - 1]) + 1) for part in parts]
    if outcome := _added(replace(sentence, text=text), before[0], moved):
        yield outcome


def _are_not_all(text: str) -> bool:
    """Whether the sums of a text are not all parts: some are taken away, or are what another was "from"."""
    return bool(word_list("not_all_parts").search(text) or _FROM_SUM.search(text))


def _statements(paragraph: str) -> list[str]:
    """The sentences of a paragraph; what a semicolon or colon parts is one."""
    found: list[str] = []
    for text in split_sentences(paragraph):
        if found and found[-1].endswith((";", ":")):
            found[-1] = f"{found[-1]} {text}"
        else:
            found.append(text)
    return found


def _added(sentence: Sentence, total: Amount, parts: Sequence[Amount]) -> Outcome | None:
    """The parts added up; None where they are so far from the total that they need not be all of it.

    Right where they make the total with any signs, those in brackets or without: what offsets is often said in words.
    """
    rounding = (total.quantum + sum((part.quantum for part in parts), Decimal(0))) / 2
    aside = [sentence.text[: part.start].count("(") > sentence.text[: part.start].count(")") for part in parts]
    signs = [(1, -1, 0) if bracketed else (1, -1) for bracketed in aside]
    sums = (
        sum((abs(part.value) * sign for part, sign in zip(parts, signed, strict=True)), Decimal(0))
        for signed in product(*signs)
    )
    right = len(parts) <= _MOST and any(abs(abs(made) - abs(total.value)) <= rounding for made in sums)
    added = sum((abs(part.value) for part in parts), Decimal(0))
    apart = abs(total.value) - added
    near = abs(apart) <= abs(total.value) / 4 and len(parts) <= _MOST
    slipped = near and explained(apart, total.quantum, [part.value for part in parts])
    changed_over = any(is_transposed(part.printed, abs(part.printed) + apart / part.factor) for part in parts)
    if not right and not slipped and not changed_over:
        return None
    factor = total.factor
    told, printed = tidy((abs(total.value) if right else added) / factor), tidy(abs(total.printed))
    said = " + ".join(part.raw for part in parts)
    return Outcome(
        right,
        f"{shorten(sentence.text[: total.end], 120)}: the parts said in the text against the total",
        f"the parts {said} add up to £{plain(told)}{total.scale or ''}, the text says {total.raw}: "
        f"‘{shorten(sentence.text, 200)}’",
        expected=plain(told),
        actual=plain(printed),
        difference=None if right else plain(tidy(printed - told)),
        page=sentence.page,
        box=box_of(sentence.record),
    )


def check_listed_parts(pack: Material) -> Iterator[Outcome]:
    """A list of sums whose percentages make a whole, against the total that is said just before it."""
    said: list[tuple[str, int, Amount, str]] = [
        (sentence.document_id, sentence.page, amount, sentence.text)
        for sentence in pack.sentences
        for amount in sentence.amounts
    ]
    for paper, page, lines, record in _lists(pack):
        parts = [find_amounts(line)[0] for line in lines]
        added = sum((part.value for part in parts), Decimal(0))
        rounding = sum((part.quantum for part in parts), Decimal(0)) / 2
        near = [
            (amount, text)
            for document_id, at, amount, text in said
            if document_id == paper
            and at in (page - 1, page)
            and amount.quantum <= max(part.quantum for part in parts)
            and amount.value > max(part.value for part in parts)
            and abs(amount.value - added) <= _NEAR * added
            and word_list("totals").search(text[: amount.start])
        ]
        if not near:
            continue
        total, text = min(near, key=lambda found: abs(found[0].value - added))
        right = abs(total.value - added) <= rounding + total.quantum / 2
        printed, told = tidy(total.value / total.factor), tidy(added / total.factor)
        names = ", ".join(part.raw for part in parts)
        what = shorten(lines[0][: parts[0].start], 50).strip(" –-:")
        yield Outcome(
            right,
            f"{what} and what follows: the {len(parts)} sums listed ({names}) add to {plain(told)}, "
            f"‘{shorten(text, 90)}’",
            f"the {len(parts)} sums listed ({names}) add up to {plain(told)}, the total said is {total.raw}: "
            f"‘{shorten(text, 120)}’",
            expected=plain(told),
            actual=plain(printed),
            difference=None if right else plain(tidy(printed - told)),
            page=page,
            box=box_of(record),
        )


def _lists(pack: Material) -> Iterator[tuple[str, int, list[str], Record]]:
    """Lines one under another that each give one sum with its percentage, all percentages making a whole."""
    papers = {str(table["table_id"]): str(table.get("document_id")) for table in pack["tables"]}
    blocks: list[tuple[str, Record, list[str]]] = [
        (papers.get(str(cell["table_id"]), ""), cell, str(cell.get("text") or "").splitlines())
        for cell in pack["cells"]
    ]
    for listed, items in groupby(pack["passages"], lambda passage: bool(_PERCENT.search(str(passage["text"])))):
        found = list(items)
        if listed:
            blocks.append((str(found[0].get("document_id")), found[0], [str(item["text"]) for item in found]))
    for paper, record, lines in blocks:
        told = [line for line in lines if len(find_amounts(line)) == 1 and _PERCENT.search(line)]
        shares = [Decimal(match[1]) for line in told if (match := _PERCENT.search(line))]
        if len(told) > 2 and len(told) == len(lines) and abs(sum(shares, Decimal(0)) - 100) <= _WHOLE:
            yield paper, page_of(record) or 0, told, record


def check_totals_below(pack: Material) -> Iterator[Outcome]:
    """A line under a table that says a total of it ("A total of 530 places"), against the table's figures."""
    for table in pack["tables"]:
        cells = [cell for cell in pack["cells"] if cell["table_id"] == table["table_id"] and not cell.get("is_header")]
        counted = _counted(cells)
        if not counted:
            continue
        for passage in pack["passages"]:
            text = " ".join(str(passage["text"]).split())
            under = float(str(passage.get("top") or 0)) - float(str(table.get("bottom") or 0))
            if passage.get("page") != table.get("last_page") or not 0 <= under <= _BELOW or not _TOTAL.match(text):
                continue
            for number, unit, words in _quantities(text):
                terms = counted.get(unit)
                if terms is None:
                    continue
                added = sum(terms, Decimal(0))
                right = number == added or number in terms  # a total of its own may be among the cells
                yield Outcome(
                    right,
                    f"{_heading_of(passage, table)}: total said under the table, {plain(number)} {words}",
                    f"the line under the table says ‘{shorten(text, 120)}’; the table adds to "
                    f"{plain(tidy(added))} {unit}",
                    expected=plain(tidy(added)),
                    actual=plain(tidy(number)),
                    difference=None if right else plain(tidy(number - added)),
                    page=page_of(passage),
                    box=box_of(passage),
                )
            break


def _heading_of(passage: Record, table: Record) -> str:
    return str(passage.get("heading") or table.get("title") or "the table").rpartition(" > ")[2].strip(" :")


def _counted(cells: Sequence[Record]) -> dict[str, list[Decimal]]:
    """The quantities that a table prints with their unit in its cells, by the unit, where more than one cell has it."""
    found: dict[str, list[Decimal]] = defaultdict(list)
    for cell in cells:
        for number, unit, _ in _quantities(str(cell.get("text") or "")):
            found[unit].append(number)
    return {unit: numbers for unit, numbers in found.items() if len(numbers) > 1}


def _quantities(text: str) -> list[tuple[Decimal, str, str]]:
    """Each number with the last word of what it counts, and all of it: 810, "places", "temporary Year 7 places"."""
    found = []
    for line in text.splitlines():
        for match in _QUANTITY.finditer(line):
            words = _BEHIND.split(match[2])[0].split()
            if words:
                found.append((Decimal(match[1].replace(",", "")), words[-1].casefold(), " ".join(words)))
    return found
