"""The front sheet against the pack: every item placed once, its printed page range found in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.checks.check import Outcome, box_of, page_of
from extractors.checks.material import Material
from extractors.records import Record


def check_page_ranges(pack: Material) -> Iterator[Outcome]:
    """Each page range that the front sheet prints, against the page numbers stamped in the file.

    Ranges behind the last page of the file are told of together: the file is a part of the pack.
    """
    labels = {str(page["label"]) for page in pack["pages"] if page.get("label")}
    if not labels:
        return  # nothing is stamped: the ranges cannot be held against anything
    last = max((int(label) for label in labels if label.isdigit()), default=0)
    beyond: list[Record] = []
    for item in pack["agenda_items"]:
        if not item.get("first_label"):
            continue
        ends = (str(item["first_label"]), str(item["last_label"]))
        missing = [label for label in ends if label not in labels]
        if missing and all(label.isdigit() and int(label) > last for label in missing):
            beyond.append(item)
            continue
        subject = f"Agenda item {item['item_no']}, {item['title']}: pages {ends[0]} to {ends[1]}"
        yield Outcome(
            not missing,
            subject,
            f"{subject} are in the file" if not missing else f"{subject}: no page stamped {', '.join(missing)}",
            expected=f"pages {ends[0]} to {ends[1]}",
            actual="found" if not missing else f"no page {', '.join(missing)}",
            page=page_of(item),
            box=box_of(item),
        )
    if beyond:
        numbers = ", ".join(str(item["item_no"]) for item in beyond)
        until = str(beyond[-1]["last_label"])
        yield Outcome(
            False,
            f"Agenda items {numbers}: pages up to {until}",
            f"the file ends with page {last}; by the front sheet items {numbers} run on to page {until}"
            f"{_found(pack, beyond)}",
            expected=until,
            actual=str(last),
            difference=str(last - int(until)),
            page=page_of(beyond[0]),
            box=box_of(beyond[0]),
        )


def _found(pack: Material, items: Sequence[Record]) -> str:
    """Where the papers of items begin in the file, and which items have none."""
    stamped = {page["page"]: str(page["label"]) for page in pack["pages"] if page.get("label")}
    told: list[str] = []
    for item in items:
        own = [paper for paper in pack["documents"] if paper.get("agenda_item") == item["item_no"]]
        at = min((int(str(paper["first_page"])) for paper in own), default=None)
        if at is None:
            told.append(f"item {item['item_no']} has no paper in the file")
        elif at in stamped and stamped[at] != str(item["first_label"]):
            told.append(f"item {item['item_no']} begins on page {stamped[at]}, not {item['first_label']}")
    return "".join(f"; {each}" for each in told)


def check_range_order(pack: Material) -> Iterator[Outcome]:
    """Page ranges of items that follow each other, which must not overlap or run backwards."""
    ranged = [item for item in pack["agenda_items"] if str(item.get("first_label") or "").isdigit()]
    for earlier, later in pairwise(ranged):
        ends, begins = int(str(earlier["last_label"])), int(str(later["first_label"]))
        subject = f"Agenda item {later['item_no']}, {later['title']}: begins after item {earlier['item_no']} ends"
        yield Outcome(
            begins > ends,
            subject,
            f"item {earlier['item_no']} ends on page {ends}, item {later['item_no']} begins on page {begins}",
            expected=str(ends + 1),
            actual=str(begins),
            page=page_of(later),
            box=box_of(later),
        )


def check_item_numbers(pack: Material) -> Iterator[Outcome]:
    """The numbers of the items on the front sheet: none stands for two items."""
    seen: dict[str, Record] = {}
    for item in pack["agenda_items"]:
        number = str(item.get("item_no") or "").strip(" .")
        if not number:
            continue
        twin = seen.setdefault(number, item)
        twice = twin is not item and twin.get("title") != item.get("title")
        yield Outcome(
            not twice,
            f"Agenda item {number}, {item['title']}" + (f": {number} is {twin['title']} as well" if twice else ""),
            f"two items are numbered {number}: {twin['title']}, and {item['title']}"
            if twice
            else f"item {number} is {item['title']}",
            expected="one item per number",
            actual=f"{number} twice" if twice else number,
            page=page_of(item),
            box=box_of(item),
        )
