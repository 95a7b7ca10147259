"""Names: one person spelt two ways, a council misspelt in a heading, a committee called what it is not."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator

from rapidfuzz.distance import DamerauLevenshtein

from extractors.checks.check import Outcome, box_of, page_of
from extractors.checks.material import Material
from extractors.checks.said import shorten, word_list
from extractors.records import Record

_TITLED = re.compile(
    r"\b(?P<title>Councillor|Cllr|Mayor|Alderman|Mr|Mrs|Ms|Dr)\.?\s+(?P<name>[A-Z][\w'’-]+(?:\s[A-Z]\.?)?\s[A-Z][\w'’-]+)"
)
_CLOSE = 2  # letters that two spellings of a forename or surname may differ by
_SHORT = 4  # letters of a name under which one letter makes another name


def check_people(pack: Material) -> Iterator[Outcome]:
    """Each member by name, wherever the pack prints the name: on the front sheet, in minutes, in lists."""
    first: dict[str, tuple[int, str, Record]] = {}
    for name, title, record in _people(pack):
        page = page_of(record) or 0
        if page in pack.ocr_pages:
            continue  # OCR misreads a letter more easily than a typist
        if name not in first or page < first[name][0]:
            first[name] = (page, title, record)
    names = sorted(first, key=lambda name: first[name][0])
    for at, name in enumerate(names):
        twins = [other for other in names[:at] if _is_respelt(other, name)]
        page, title, record = first[name]
        if not twins:
            yield Outcome(True, f"{name}: one spelling", f"{name} is spelt one way", page=page, box=box_of(record))
            continue
        told = twins[0]
        there = first[told][0]
        whose = f"{title or first[told][1]} {told}".strip()
        here = _paper_at(pack, page)
        yield Outcome(
            False,
            f"{whose} ({_paper_at(pack, there)}) is spelt {name} in the {here}",
            f"{whose} spelt two ways, {_paper_at(pack, there)} against {here}: {name} on page {page}, {told} on page "
            f"{there}",
            expected=told,
            actual=name,
            page=page,
            box=box_of(record),
        )


def _paper_at(pack: Material, page: int) -> str:
    """What a page belongs to, in a word or two: "front sheet", "minutes of 19 January"."""
    for paper in pack["documents"]:
        if int(str(paper["first_page"])) <= page <= int(str(paper["last_page"])):
            date = paper.get("meeting_date")
            if paper.get("kind") == "minutes" and isinstance(date, dt.date):
                return f"minutes of {date.day} {date:%B}"
            return "front sheet" if paper.get("kind") == "agenda" else str(paper.get("kind"))
    return "pack"


def _people(pack: Material) -> Iterator[tuple[str, str, Record]]:
    """Every name with its title, as lists of members and sentences print it."""
    for record in pack["attendance"]:
        yield " ".join(str(record["person"]).split()), str(record.get("title") or ""), record
    for passage in pack["passages"]:
        for match in _TITLED.finditer(str(passage["text"])):
            yield " ".join(match["name"].split()), match["title"], passage


def _is_respelt(one: str, other: str) -> bool:
    """Whether two names are one but for a letter or two in the forename or in the surname, not in both.

    A short form ("Terry") or an initial is no misspelling, and short names that differ are other people's.
    """
    a, b = one.split(), other.split()
    if len(a) != len(b) or len(a) < 2:
        return False
    differ = [(x, y) for x, y in zip(a, b, strict=True) if x.casefold() != y.casefold()]
    if len(differ) != 1:
        return False
    x, y = differ[0]
    apart = DamerauLevenshtein.distance(x.casefold(), y.casefold())
    if min(len(x), len(y)) < _SHORT or x[0] != y[0] or apart > (1 if min(len(x), len(y)) < 6 else _CLOSE):
        return False
    same_letters = sorted(x.casefold()) == sorted(y.casefold())
    doubled = re.sub(r"(.)\1+", r"\1", x.casefold()) == re.sub(r"(.)\1+", r"\1", y.casefold())
    return same_letters or doubled or (apart == 1 and min(len(x), len(y)) > 5)


def check_council_names(pack: Material) -> Iterator[Outcome]:
    """The names of the pack's councils in headings and captions: nearly one of them is one misspelt."""
    councils = [name for name in pack.partners if len(name) > 5 and " " not in name]
    if not councils:
        return
    words = Counter(
        word for passage in pack["passages"] for word in re.findall(r"\b[A-Z][a-z]{4,}\b", str(passage["text"]))
    )
    for passage in pack["passages"]:
        if passage.get("kind") not in ("heading", "caption"):
            continue
        for word in re.findall(r"\b[A-Z][A-Za-z]{4,}\b", str(passage["text"])):
            near = [name for name in councils if _is_misspelt(word, name)]
            if word in councils or (near and words[word.capitalize()] <= 2):
                wrong = word not in councils
                told = near[0] if wrong else word
                heading = shorten(str(passage["text"]), 80)
                yield Outcome(
                    not wrong,
                    f"Heading of the {told} part: {heading}",
                    f"‘{heading}’: {word} is {told}" + (" misspelt" if wrong else ""),
                    expected=heading.replace(word, told),
                    actual=heading,
                    page=page_of(passage),
                    box=box_of(passage),
                )


def _is_misspelt(word: str, name: str) -> bool:
    if word.casefold() == name.casefold() or abs(len(word) - len(name)) > 1 or word[0] != name[0]:
        return False
    return (
        DamerauLevenshtein.distance(word.casefold(), name.casefold()) == 1 and word.casefold() != f"{name.casefold()}s"
    )


def check_body_names(pack: Material) -> Iterator[Outcome]:
    """What minutes call the body that resolves, against the name of the body."""
    for passage in pack["passages"]:
        match = re.search(r"\b[Tt]he\s+((?:[A-Z][\w-]*\s+){0,3}[A-Z][\w-]*)\s+RESOLVED\b", str(passage["text"]))
        body = _body_of(pack, str(passage.get("document_id")))
        if match is None or body is None:
            continue
        said, own = (_kind(name) for name in (match[1], body))
        if said is None or own is None:
            continue
        yield Outcome(
            said == own,
            f"‘the {match[1]} RESOLVED’ in minutes of the {body}",
            f"the minutes of the {body} say ‘the {match[1]} RESOLVED’",
            expected=body,
            actual=match[1],
            page=page_of(passage),
            box=box_of(passage),
        )


def _body_of(pack: Material, paper: str) -> str | None:
    """The body whose minutes a paper is, by what was read from its pages."""
    pages = pack.documents.get(paper)
    if pages is None or pages.get("kind") != "minutes":
        return None
    span = range(int(str(pages["first_page"])), int(str(pages["last_page"])) + 1)
    bodies = Counter(
        str(record["body"]) for record in pack["minute_items"] if record.get("body") and page_of(record) in span
    )
    return bodies.most_common(1)[0][0] if bodies else None


def _kind(name: str) -> str | None:
    """The last of the words that say what sort of body it is: "Sub-Committee", "Cabinet"."""
    found = word_list("bodies").findall(name)
    return str(found[-1]).casefold().replace(" ", "-") if found else None
