"""Numbers that must follow each other: tables within a paper, references of actions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from extractors.checks.check import Outcome, box_of, page_of
from extractors.checks.material import Material
from extractors.checks.said import Sentence, shorten, word_list
from extractors.records import Record

_TABLE = re.compile(
    r"^\s*(?P<kind>Table|Figure|Chart)\s+(?P<number>\d+(?:\.\d+)?[a-z]?)\b\W*(?P<name>.*)", re.IGNORECASE
)
_PART = re.compile(r"^(?P<number>\d{1,2})\.?\s+(?P<name>[A-Z][^\n]{3,60})")
_REF = re.compile(r"^(?P<letters>[A-Za-z]{1,5}[ ./-]?)(?P<digits>\d{1,4})$")
_NUMBERED = re.compile(r"^(?P<letters>[A-Za-z]{0,5}[ ./-]?)(?P<digits>\d{1,3})$")
_REFERS = re.compile(r"\b[Tt]able\s+(\d{1,2})\b(?![.\d])")
_NUMBERED_PARAGRAPH = re.compile(
    r"^(\d{1,2})\.(\d{1,2})\.?\s+(?!(?:[ap]\.?m|noon|hours)\b|(?:to|[-–])\s*\d)\S", re.IGNORECASE
)
"""No time of day, which is written alike: "12.30 pm – 2.20 pm", "10.00 to 11.30"."""
_HEADED = re.compile(r"^(\d{1,2})\.?\s+[A-Za-z]")
_SKIPPED = 2  # paragraph numbers that a slip leaves out at most
_MOST = 0.6  # the least share of the numbers up to the last that a plan numbered through has
_ALIKE = 85  # likeness of two captions, of 100, from which on one continues the other
_REFS = 5  # references from which on a plan shows how it writes them
_PARTS = 0.8  # the share of a plan's references that must be written one way


def check_table_numbers(pack: Material) -> Iterator[Outcome]:
    """Each table's number in its caption, within a paper: none stands for two tables."""
    captions: dict[str, list[tuple[str, str, Record]]] = defaultdict(list)
    for passage in pack["passages"]:
        match = _TABLE.match(str(passage["text"])) if _is_caption(passage) else None
        if match and match["name"]:
            name = f"{match['kind'].capitalize()} {match['number']}"
            captions[str(passage.get("document_id"))].append((name, match["name"], passage))
    for found in captions.values():
        seen: dict[str, tuple[str, Record]] = {}
        for name, title, passage in found:
            if re.fullmatch(r"\w+ 1a?", name) and len(seen) > 1:
                seen = {}  # the numbers begin again, with another part of the paper
            earlier = seen.get(name)
            twice = earlier is not None and fuzz.ratio(earlier[0].casefold(), title.casefold()) < _ALIKE
            yield Outcome(
                not twice,
                f"Two tables of one part of the paper are numbered {name}"
                if twice and earlier
                else f"{name}: one table of that number",
                f"{name} stands over ‘{shorten(earlier[0], 60)}’ and over ‘{shorten(title, 60)}’"
                if twice and earlier
                else f"{name} is {shorten(title, 80)}",
                expected="one table per number",
                actual=f"{name} twice" if twice else name,
                page=page_of(passage),
                box=box_of(passage),
            )
            seen.setdefault(name, (title, passage))


def _is_caption(passage: Record) -> bool:
    return passage.get("kind") in ("caption", "heading")


def check_table_references(pack: Material) -> Iterator[Outcome]:
    """The tables that a paper sends its reader to by their number, against the captions, where these run from 1 on."""
    captions: dict[str, set[int]] = defaultdict(set)
    named = [(passage.get("document_id"), passage["text"]) for passage in pack["passages"] if _is_caption(passage)]
    named += [(table.get("document_id"), table.get("title")) for table in pack["tables"]]
    for paper, text in named:
        if match := _TABLE.match(str(text or "")):
            captions[str(paper)].add(int(match["number"].split(".")[0].rstrip("abcdefgh")))
    for sentence in pack.sentences:
        own = captions.get(sentence.document_id, set())
        if sentence.kind == "cell" or len(own) < 2 or own != set(range(1, max(own) + 1)):
            continue
        for number in _REFERS.findall(sentence.text):
            there = int(number) in own
            yield Outcome(
                there,
                f"{shorten(sentence.text, 120)}: Table {number}",
                f"‘{shorten(sentence.text, 140)}’: "
                + (f"Table {number} is there" if there else f"the paper has Tables 1 to {max(own)} only"),
                expected=f"Tables 1 to {max(own)}",
                actual=f"Table {number}",
                page=sentence.page,
                box=box_of(sentence.record),
            )


def check_paragraph_numbers(pack: Material) -> Iterator[Outcome]:
    """The numbers of a paper's paragraphs that follow each other in one section: 2.3 comes once, and before 2.4."""
    before: dict[str, tuple[int, int]] = {}
    headed: dict[str, int] = {}
    for passage in pack["passages"]:
        if passage.get("kind") == "heading" and (heading := _HEADED.match(str(passage["text"]))):
            headed[str(passage.get("document_id"))] = int(heading[1])
        match = _NUMBERED_PARAGRAPH.match(str(passage["text"]))
        if match is None or passage.get("kind") not in ("paragraph", "list_item", "heading"):
            continue
        paper, own = str(passage.get("document_id")), (int(match[1]), int(match[2]))
        section, last = before.get(paper, (0, 0))
        before[paper] = own
        if section != own[0] or not -1 <= own[1] - last - 1 <= _SKIPPED:
            continue
        right = own[1] == last + 1
        text, number = shorten(str(passage["text"]), 100), f"{own[0]}.{own[1]}"
        next_section = headed.get(paper) == section + 1  # its heading stands in between
        ought = f"{section + 1}.1" if next_section and not right else f"{section}.{last + 1}"
        told = f"{number} twice" if own[1] == last else f"{number} after {section}.{last}"
        yield Outcome(
            right,
            f"Paragraph {number} follows {section}.{last}" if right else f"Paragraphs are numbered {told}: {text}",
            f"‘{text}’ follows paragraph {section}.{last}"
            + ("" if right else f": the paper has {told}")
            + (f", and section {section + 1} has begun" if next_section and not right else ""),
            expected=ought,
            actual=number,
            page=page_of(passage),
            box=box_of(passage),
        )


def check_references(pack: Material) -> Iterator[Outcome]:
    """The references of a plan's actions, written alike: TW03, not TW3."""
    papers: dict[str, list[Record]] = defaultdict(list)
    for record in pack["rag_actions"]:
        if record.get("ref"):
            papers[str(record.get("document_id"))].append(record)
    for records in papers.values():
        parsed = [(record, match) for record in records if (match := _REF.match(str(record["ref"]).strip()))]
        if len(parsed) < _REFS:
            continue
        shapes = Counter((match["letters"], len(match["digits"])) for _, match in parsed)
        (letters, digits), most = shapes.most_common(1)[0]
        for record, match in parsed:
            ref = str(record["ref"])
            told = f"{letters}{int(match['digits']):0{digits}d}"
            odd = most >= _PARTS * len(parsed) and match["letters"] == letters and len(match["digits"]) < digits
            yield Outcome(
                not odd,
                f"Action reference {ref}" + (" printed without its leading zero" if odd else ""),
                f"reference {ref} is printed without its leading zero: as the others are written it is {told}"
                if odd
                else f"reference {ref} is written as the others are",
                expected=told,
                actual=ref,
                page=page_of(record),
                box=box_of(record),
            )


def check_reference_gaps(pack: Material) -> Iterator[Outcome]:
    """The numbers of a plan's references, from 1 on: none left out, unless the paper says that some are not shown."""
    plans: dict[tuple[str, str], list[tuple[int, Record]]] = defaultdict(list)
    for record in pack["rag_actions"]:
        match = _NUMBERED.match(str(record.get("ref") or "").strip())
        if match:
            plans[(str(record.get("document_id")), match["letters"])].append((int(match["digits"]), record))
    for (paper, letters), found in plans.items():
        numbers = [number for number, _ in found]
        own = set(numbers)
        last = max(own)
        missing = [number for number in range(1, last) if number not in own]
        kept = len(own) >= _REFS * 2 and min(own) == 1 and len(own) >= _MOST * last
        if not kept or any(word_list("left_out").search(sentence.text) for sentence in _of_paper(pack, paper)):
            continue
        before = max((number for number in own if missing and number < missing[0]), default=numbers[0])
        first = next(record for number, record in found if number == before)
        plan = str(first.get("plan") or "The plan")
        told = _listed([f"{letters}{number}" for number in missing])
        yield Outcome(
            not missing,
            f"{plan}: references {letters}1 to {letters}{last}" + (f"; the plan skips {told}" if missing else ""),
            f"{plan} skips references {told}: what is closed may have been left out, but the paper does not say so"
            if missing
            else f"{plan} numbers its references without a gap",
            expected=f"{letters}1-{last}",
            actual=f"{len(own)} references",
            difference=str(-len(missing)) if missing else None,
            page=page_of(first),
            box=box_of(first),
        )


def _of_paper(pack: Material, paper: str) -> Iterator[Sentence]:
    return (sentence for sentence in pack.sentences if sentence.document_id == paper)


def _listed(names: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def check_part_numbers(pack: Material) -> Iterator[Outcome]:
    """The numbered parts of a summary on one page ("3. Finance"): none has another's number instead of its own."""
    rows: dict[tuple[str, int], list[Record]] = defaultdict(list)
    for cell in pack["cells"]:
        if str(cell.get("text") or "").strip():
            rows[(str(cell["table_id"]), int(str(cell["row"])))].append(cell)
    pages: dict[int | None, list[tuple[int, str, Record]]] = defaultdict(list)
    for cells in rows.values():
        match = _PART.match(str(cells[0]["text"])) if len(cells) == 1 else None
        if match and int(str(cells[0].get("col_span") or 1)) > 1:
            pages[page_of(cells[0])].append((int(match["number"]), match["name"].strip(), cells[0]))
    for page, parts in pages.items():
        numbers = Counter(number for number, _, _ in parts)
        missing = [number for number in range(1, max(numbers)) if number not in numbers]
        for at, (number, name, cell) in enumerate(parts):
            twin = next((other for other, title, _ in parts[:at] if other == number and title != name), None)
            wrong = twin is not None and len(missing) == 1 and len(parts) > 3
            yield Outcome(
                not wrong,
                f"{name} is numbered {number}."
                + (f" although {number} is {parts[0][1]} and {missing[0]} is missing" if wrong else ""),
                f"{name} is numbered {number}"
                + (f", as another part of the page is; {missing[0]} is missing" if wrong else ""),
                expected=f"{missing[0] if wrong else number}. {name}",
                actual=f"{number}. {name}",
                page=page,
                box=box_of(cell),
            )
