"""Counts said in words, against what is counted: ratings of a plan, the items of lists, "12 of 15 (80%)"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extractors.checks.check import Outcome, box_of, page_of
from extractors.checks.material import Material
from extractors.checks.said import Sentence, find_amounts, shorten, word_list, words_of
from extractors.facts.ratings import rate_text
from extractors.records import Record

_NAMES = {"R": "red", "A": "amber", "G": "green", "B": "blue"}
_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_WORDS)})"
_SHARE = re.compile(
    rf"(?<![\w.£,])(?P<part>{_NUMBER})\s+(?:out\s+)?of\s+(?:the\s+|our\s+|these\s+)?(?P<whole>\d{{1,4}})\b(?!\s?%)[^.;()]{{0,60}}?"
    r"\(\s?(?P<percent>\d{1,3}(?:\.\d+)?)\s?%\s?\)",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(
    rf"\bof\s+(?:the\s+|our\s+|these\s+)?(?P<whole>\d{{1,4}})\s[a-z][^.;:()£%\d]{{2,60}},\s+(?P<part>{_NUMBER})\s+"
    r"(?:[a-z]+\s+){0,4}\(\s?(?P<percent>\d{1,3}(?:\.\d+)?)\s?%\s?\)",
    re.IGNORECASE,
)
_FIGURE = r"(?:£\s?\d+(?:,\d{3})*(?:\.\d+)?\s?(?:(?:m|k|bn|million)\b)?|\d{1,3}(?:,\d{3})+|\d{1,6})"
_PERCENT_BEHIND = r"\s+\(\s?(?P<percent>\d{1,3}(?:\.\d+)?)\s?%\s?\)"
_OF_WHICH = re.compile(
    rf"(?<![\w.£,])(?P<whole>{_FIGURE})\s[a-z][^.;:()£%\d]{{2,60}},\s+of\s+(?:which|whom|these),?\s+(?P<part>{_FIGURE})"
    rf"{_PERCENT_BEHIND}",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    rf"(?<![\w.£,])(?P<part>{_FIGURE}){_PERCENT_BEHIND}\s+of\s+(?:the\s+|our\s+)?(?:[a-z]+\s+){{0,3}}(?:of\s+)?(?P<whole>{_FIGURE})(?![\w%,.]*\d)",
    re.IGNORECASE,
)
_RATED_OF = re.compile(rf"\bof\s+(?:the\s+|all\s+|our\s+)?(?P<whole>{_NUMBER})\s+[a-z]", re.IGNORECASE)
_OF_WHICH_RATED = re.compile(
    rf"(?<![\w.£%/-])(?P<whole>{_NUMBER})\s+(?:[a-z]+\s+){{0,3}}[a-z]+,?\s+\(?of\s+which\b", re.IGNORECASE
)
_RATED = re.compile(
    rf"(?<![\w.£%/-])(?P<count>{_NUMBER})\s+(?:[a-z]+\s+){{0,5}}?(?P<rating>red|amber|green|blue)\b", re.IGNORECASE
)
_COUNTED = re.compile(
    r"(?<![\w.£])(?:\d{1,3}(?:\.\d+)?\s?%\s?\(\s?(?P<behind>\d{1,3})\s?\)|(?P<before>\d{1,3})\s?\(\s?\d{1,3}(?:\.\d+)?\s?%\s?\))"
)
_SHARES = (_SHARE, _SHARE_OF, _OF_WHICH, _PART_OF)
_LISTS = 3  # lists under one heading from which on they are its parts
_BULLET = re.compile(r"[•▪●■◦]")


def check_said_shares(pack: Material) -> Iterator[Outcome]:
    """A share said with the two counts that it is of: "12 of 15 (80%)"."""
    for sentence in pack.sentences:
        for match in (found for pattern in _SHARES for found in pattern.finditer(sentence.text)):
            (part, rounded), (whole, slack) = _figure(match["part"]), _figure(match["whole"])
            if not 0 < part <= whole or 1990 <= whole <= 2100 or ("£" in match["part"]) != ("£" in match["whole"]):
                continue  # "quarter 2 of 2024"
            word = re.search(r"[A-Za-z]+(?=\s*$)", sentence.text[: match.start()])
            if word and word_list("numbered_things").fullmatch(word[0]):
                continue
            percent = Decimal(match["percent"])
            places = len(match["percent"].partition(".")[2])
            share = 100 * part / whole
            unsure = 100 * (rounded + slack * part / whole) / whole
            right = abs(share - percent) <= Decimal(1).scaleb(-places) + unsure  # cut off is as common as rounded
            told = f"{share:.{places}f}"
            yield Outcome(
                right,
                f"{shorten(match[0], 100)}: share said with its counts",
                f"‘{shorten(sentence.text, 160)}’: {match['part']} of {match['whole']} is {told}%, "
                f"printed is {percent:f}%",
                expected=told,
                actual=f"{percent:f}",
                difference=None if right else f"{percent - Decimal(told):f}",
                page=sentence.page,
                box=box_of(sentence.record),
            )


def _figure(text: str) -> tuple[Decimal, Decimal]:
    """A count or a sum of money, in pounds, with how far it may be rounded; a count is exact."""
    if amounts := find_amounts(text):
        return abs(amounts[0].value), amounts[0].quantum / 2
    return Decimal(_count(text.replace(",", ""))), Decimal(0)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS.index(word.casefold()) + 1


def check_said_ratings(pack: Material) -> Iterator[Outcome]:
    """How many actions or indicators a sentence says are green, amber or red, against those that its paper lists."""
    for sentence in pack.sentences:
        if sentence.kind == "cell":
            continue
        said = _ratings_said(sentence.text)
        if len(said) < 2:
            continue
        own = frozenset({sentence.document_id})
        for papers in (own, pack.item_of(sentence.document_id)):
            lists = [counts for counts in _listed(pack, papers) if sum(counts.values())]
            fits = [(sum(counts[rag] == count for rag, count in said.items()), counts) for counts in lists]
            agreed, counts = max(fits, key=lambda fit: fit[0], default=(0, {}))
            if not counts or agreed < max(2, len(said) - 1):
                continue
            for rag, count in said.items():
                right = counts[rag] == count
                colour, quoted = _NAMES[rag], shorten(sentence.text, 160)
                yield Outcome(
                    right,
                    f"{count} {colour} said in the text against the ratings listed",
                    f"the text counts {count} {colour}, the pages list {counts[rag]}: ‘{quoted}’",
                    expected=str(counts[rag]),
                    actual=str(count),
                    difference=None if right else str(count - counts[rag]),
                    page=sentence.page,
                    box=box_of(sentence.record),
                )
            break


def check_ratings_of_whole(pack: Material) -> Iterator[Outcome]:
    """How many a sentence says are red, amber and green of so many in all: they cannot be more than all.

    Fewer they may be: some need not be rated yet.
    """
    for sentence in pack.sentences:
        said = _ratings_said(sentence.text)
        first = _RATED.search(sentence.text)
        if len(said) < 2 or first is None:
            continue
        lead = sentence.text[: first.start()]
        found = [*_OF_WHICH_RATED.finditer(lead), *_RATED_OF.finditer(lead)]
        if len(found) != 1 or re.search(r"\d", lead[found[0].end() :]):
            continue
        whole, together = _count(found[0]["whole"]), sum(said.values())
        yield Outcome(
            together <= whole,
            f"{shorten(sentence.text, 140)}: the ratings said against all",
            f"the ratings said make {together}, of {whole} in all: ‘{shorten(sentence.text, 160)}’",
            expected=f"{whole} at most" if together < whole else str(whole),
            actual=str(together),
            difference=None if together <= whole else str(together - whole),
            page=sentence.page,
            box=box_of(sentence.record),
        )


def _ratings_said(text: str) -> dict[str, int]:
    """How many of each rating a sentence counts, each rating once; nothing where one is counted twice."""
    found: dict[str, int] = {}
    for match in _RATED.finditer(text):
        rated = rate_text(match["rating"])
        if rated is None or rated[0] in found or word_list("not_now").search(text):
            return {}
        found[rated[0]] = _count(match["count"])
    return found


def _listed(pack: Material, papers: frozenset[str]) -> Iterator[dict[str, int]]:
    """The ratings of each plan and of all plans, of each council's indicators and of all."""
    for table, group in (("rag_actions", "plan"), ("kpis", "organisation")):
        rated = [
            record for record in pack[table] if str(record.get("document_id")) in papers and record.get("rag") in _NAMES
        ]
        latest = max((str(record.get("period") or "") for record in rated), default="")
        rated = [record for record in rated if str(record.get("period") or "") == latest]
        groups: dict[str, list[Record]] = defaultdict(list)
        for record in rated:
            groups[str(record.get(group))].append(record)
        for records in (*groups.values(), rated):
            yield {rag: sum(record["rag"] == rag for record in records) for rag in _NAMES}


def check_listed_counts(pack: Material) -> Iterator[Outcome]:
    """How many of something a line says fall under some heads ("36% (13) focus on systems and automation"), against the
    lists under headings of these words.
    """
    parents: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for passage in pack["passages"]:
        parent, _, heading = str(passage.get("heading") or "").rpartition(" > ")
        if passage.get("kind") == "list_item" and heading:
            bullets = len(_BULLET.findall(str(passage["text"])[:40]))
            parents[(str(passage.get("document_id")), parent)][heading] += max(1, bullets)
    groups = [(paper, parent, lists) for (paper, parent), lists in parents.items() if len(lists) >= _LISTS]
    for sentence in pack.sentences:
        match = _COUNTED.search(sentence.text) if sentence.kind in ("paragraph", "list_item") else None
        if match is None:
            continue
        for paper, parent, lists in groups:
            if paper == sentence.document_id:
                yield from _against_lists(pack, sentence, int(match["behind"] or match["before"]), parent, lists)


def _against_lists(
    pack: Material, sentence: Sentence, said: int, parent: str, lists: dict[str, int]
) -> Iterator[Outcome]:
    """Judged only where each word of the headings is said, and each head that is said is a heading's."""
    after = re.split(r"\b(?:focus(?:es)? on|relate to|are about|concern|cover|for|on)\b", sentence.text, maxsplit=1)
    stems = _stems(after[-1])
    named = [heading for heading in lists if (words := _stems(heading)) and words <= stems]
    if not named or stems - set().union(*(_stems(heading) for heading in named)):
        return
    listed = sum(lists[heading] for heading in named)
    page = next(
        (page_of(one) for one in pack["passages"] if str(one.get("heading") or "").endswith(f"{parent} > {named[0]}")),
        None,
    )
    heads, quoted = ", ".join(named), shorten(after[-1].strip(" ."), 100)
    yield Outcome(
        said == listed,
        f"Page {sentence.page} counts {said} for '{quoted}'; page {page} lists {listed} under {heads}",
        f"‘{shorten(sentence.text, 140)}’; page {page} lists {listed} under {heads}",
        expected=str(listed),
        actual=str(said),
        difference=None if said == listed else str(said - listed),
        page=sentence.page,
        box=box_of(sentence.record),
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in words_of(text))
