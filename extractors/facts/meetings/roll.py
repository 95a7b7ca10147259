"""The roll of a meeting: who is listed as present and who sent apologies, in lists, columns, tables and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractors.facts.meetings.columns import by_columns
from extractors.facts.meetings.language import sentences
from extractors.facts.meetings.marked import by_marks
from extractors.facts.meetings.meeting import Item, Meeting
from extractors.facts.meetings.paragraph import Paragraph
from extractors.facts.meetings.people import (
    Person,
    plural_title,
    read_people,
    role_of,
    same_person,
    strip_title,
    title_of_list,
    with_notes,
)
from extractors.facts.meetings.sections import Section, section_of
from extractors.facts.meetings.substitutes import find_substitutes, speaks_of_substitute
from extractors.facts.meetings.wording import is_one_of, plain
from extractors.facts.organisations import TOTAL, plain_name, read_organisation
from extractors.geometry import Box
from extractors.papers.naming import is_joint, is_local_council
from extractors.reference import load
from extractors.text.lines import Line

Status = Literal["present", "apologies"]

_FROM = re.compile(
    r"\bapolog(?:y|ies)\b(?P<between>[^.]{0,200}?)"
    r"(?:\b(?:received|given|submitted|tendered|sent|accepted|reported|recorded|noted|made)\b[^.]{0,200}?)?"
    r"(?:\bfrom\b|\bon behalf of\b|\bfor the absence of\b|\bby\b|\bof\b|:)\s*(?P<who>.+)",
    re.IGNORECASE,
)
_SENT = re.compile(
    r"(?P<between>)(?P<who>[A-Z][^.;:]{3,160}?),?\s+(?:(?:had|has|have|were|was)\s+)?(?:also\s+)?"
    r"(?:(?:sent|given|gave|tendered|submitted|offered|conveyed|forwarded|extended)\s+(?:(?:her|his|their|an)\s+)?"
    r"(?:written\s+)?apolog(?:y|ies)\b(?!\s+for\s+(?:late|leav|being\s+late))|apologised\s+for\s+(?:absence|non-attendance|not)"
    r"|absent\s+with\s+apolog(?:y|ies))",
)
_LATE = re.compile(r"\blate(?:ness)?\b|\bearly departure\b|\bleaving early\b", re.IGNORECASE)
_ALSO_LATE = re.compile(
    r"[,;]?\s*(?:and\s+)?(?:an\s+)?apolog\w*\s+(?:for|of)\s+(?:late|arriving|early|leaving)", re.IGNORECASE
)
_SENT_LATE = re.compile(r"\b(?:sent|gave|submitted|tendered)\b.*\blate", re.IGNORECASE)
_FOR_WHOM = re.compile(
    r",?\s+(?:for|in place of|on behalf of) (?:whom|which|whose)\b|,?\s+(?:who|with)\b"
    r"|,?\s+(?:replaced|represented|substituted) by\b",
    re.IGNORECASE,
)
_STANDS_IN = re.compile(r"\b(?:substitut|deputis)\w*\s+(?:for|on behalf of)\s+", re.IGNORECASE)
_LISTED = re.compile(r";\s+(?=[A-Z][\w ]{3,30}:\s)")  # before a further list in one sentence
_PLACE = "place"  # marks an entry that is a council in a column beside the names
_GAP = 1.8  # of the type size: two names on one line that stand further apart are in two columns


@dataclass(frozen=True)
class Entry:
    """A person where they were found."""

    person: Person
    status: Status
    page: int
    box: Box
    council: str | None = None  # of the heading above them


def roll_of(meeting: Meeting, partners: Sequence[str]) -> list[Entry]:
    """Members present and members who sent apologies, each once. `partners` are the councils whose pack it is."""
    head = by_columns(by_marks(meeting.head))
    local = is_local_council(meeting.body)
    entries = _beside([entry for entry in _of_head(head, partners) if not (local and _is_guest(entry))], head)
    for number, item in enumerate(meeting.items[:6]):
        if re.search(r"\bapolog|\babsence|\bsubstitut", item.title, re.IGNORECASE) or (
            number < 3 and _reports_apologies(item)
        ):
            for paragraph in item.paragraphs:
                entries.extend(_of_sentence(paragraph, paragraph.text))
                if re.search(r"\bapolog", item.title, re.IGNORECASE) and not _is_sentence(paragraph.text):
                    entries.extend(_named_absent(paragraph))
    texts = [paragraph.text for paragraph in meeting.head]
    texts += [
        paragraph.text
        for item in meeting.items[:6]
        for paragraph in item.paragraphs
        if speaks_of_substitute(paragraph.text)
    ]
    return _with_substitutes(
        _chaired(_once(_placed(entries, partners, joint=is_joint(meeting.body))), meeting.head), texts
    )


def _is_guest(entry: Entry) -> bool:
    """Whether a person is named as the councillor of another council ("District Cllr Roe")."""
    words = plain(entry.person.raw).split()
    return len(words) > 1 and words[0] in load("people")["of_other_councils"]


def _reports_apologies(item: Item) -> bool:
    """Whether an item of several matters ("General") has one on apologies."""
    return any(
        re.match(r"\W*(?:\w{1,3}[.)]\s*)?apolog", paragraph.text, re.IGNORECASE) for paragraph in item.paragraphs
    )


def _beside(entries: Sequence[Entry], head: Sequence[Paragraph]) -> list[Entry]:
    """The entries with what stands beside their names in another column: a post, with the role in brackets."""
    result: list[Entry] = []
    for entry in entries:
        beside = next((other for other in head if _stands_beside(other, entry)), None)
        result.append(replace(entry, person=with_notes(entry.person, beside.text)) if beside else entry)
    return result


def _stands_beside(paragraph: Paragraph, entry: Entry) -> bool:
    if paragraph.page != entry.page or paragraph.box.x0 < entry.box.x1:
        return False
    if section_of(paragraph.text) and not role_of(paragraph.text):
        return False
    first = paragraph.lines[0][1].box if paragraph.lines else paragraph.box
    return abs(first.top - entry.box.top) < 0.6 * entry.box.height and not read_people(paragraph.text)


def _chaired(entries: Sequence[Entry], head: Sequence[Paragraph]) -> list[Entry]:
    """The entries with the roles that a line apart from the lists gives ("Councillor Roe, Convener, in the Chair").

    Whoever such a line puts in the chair was present, listed or not.
    """
    told = [
        Entry(person, "present", paragraph.page, paragraph.box)
        for paragraph in head
        for span in sentences(paragraph.text)
        if not section_of(span.text)
        for person in read_people(span.text)
        if person.title and person.role != "member"
    ]
    result: list[Entry] = []
    for entry in entries:
        role = next((other.person.role for other in told if same_person(other.person.name, entry.person.name)), None)
        if role and entry.status == "present" and entry.person.role == "member":
            entry = replace(entry, person=replace(entry.person, role=role))
        result.append(entry)
    present = [entry for entry in result if entry.status == "present"]
    chair = next((other for other in told if other.person.role == "chair" and _names_chair(other.person.raw)), None)
    if chair and not any(same_person(chair.person.name, entry.person.name) for entry in present):
        result.append(chair)
    return result


def _names_chair(text: str) -> bool:
    return any(words in plain(text) for words in load("people")["chairing"])


def _is_right_of(entry: Entry, other: Entry) -> bool:
    same_row = entry.page == other.page and abs(entry.box.centre[1] - other.box.centre[1]) < 6.0
    return same_row and entry.box.x0 > other.box.x1


def _placed(entries: Sequence[Entry], partners: Sequence[str], *, joint: bool) -> list[Entry]:
    """The entries without the places that stand beside the names in a column of their own ("Oldham   Councillor …").

    Where others have a title, one word without any is no person, nor is what stands to the right of a name with one.
    If it is a council, or a place and the body a joint one, those on its line are from there.
    """
    titled = [entry for entry in entries if entry.person.title]
    if not titled:
        return [entry for entry in entries if entry.person.mark != _PLACE]
    people = [
        entry
        for entry in entries
        if entry.person.title
        or (
            len(entry.person.name.split()) > 1
            and entry.person.mark != _PLACE
            and not any(_is_right_of(entry, other) for other in titled)
        )
    ]
    places = [entry for entry in entries if entry not in people]
    result: list[Entry] = []
    for entry in people:
        beside = next(
            (p for p in places if p.page == entry.page and abs(p.box.centre[1] - entry.box.centre[1]) < 6.0), None
        )
        if beside and not entry.council:
            place = beside.person.name if joint else None
            entry = replace(entry, council=read_organisation(beside.person.name, partners) or place)
        result.append(entry)
    return result


def _of_head(head: Sequence[Paragraph], partners: Sequence[str]) -> Iterator[Entry]:
    """Everybody listed under "Present" and "Apologies" before the first item."""
    section: Section | None = None
    label: str | None = None
    title: str | None = None
    council: str | None = None
    last: Entry | None = None
    for paragraph in head:
        text = paragraph.text
        if last and role_of(text) and _stands_beside(paragraph, last):
            continue  # the role of whom stands to the left
        if found := section_of(text):
            section, text, label = found
            title, council = title_of_list(label or "") or title, None
        elif section == "present" and (over := title_of_list(text)):
            title = over
            continue
        if section == "apologies" and _names_chair(text):
            section = None
        for sentence in (part.lstrip(" :-–—") for span in sentences(text) for part in _LISTED.split(span.text)):
            if ":" in sentence and (found := section_of(sentence)):  # a further list in the same paragraph
                section, sentence, label = found
                title = title_of_list(label or "") or title
            if section is None or not sentence:
                continue
            if re.search(r"\bapolog", sentence, re.IGNORECASE) and (absent := list(_of_sentence(paragraph, sentence))):
                yield from absent
                continue
            if named := _council_heading(sentence, partners):
                if paragraph.cell:  # a column of councils beside the names
                    yield Entry(Person(named, mark=_PLACE), "present", paragraph.page, paragraph.box)
                else:
                    council = named
                continue
            of_line, sentence = _of_council(_without_group(sentence), partners)
            if section != "others" and not (section == "present" and _is_sentence(sentence)):
                status: Status = "apologies" if section == "apologies" else "present"
                for person, page, box in _people(paragraph, sentence):
                    if any(is_one_of(note, "people", "clerks") for note in person.notes):
                        continue
                    if label and person.role == "member":
                        person = replace(person, role=role_of(label) or "member")
                    last = Entry(replace(person, title=person.title or title), status, page, box, of_line or council)
                    yield last
                    label = None


def _is_sentence(text: str) -> bool:
    verbs = (
        r"\b(?:was|were|is|are|reminded|welcomed|opened|held|taken|announced|had|has|sent|gave|attended|substituted)\b"
    )
    return bool(re.search(verbs, text))


def _council_heading(text: str, partners: Sequence[str]) -> str | None:
    """The plain name of a council, where a line is nothing but its name and so heads a list of its members."""
    line = text.strip(" :.")
    titled = bool(read_people(line[:40])) and line != strip_title(line)
    if len(line.split()) > 8 or any(mark in line for mark in ",:(") or titled:
        return None
    if (name := read_organisation(line, partners)) and name != TOTAL:
        return name
    name = plain_name(line)
    return name if name and plain(name) != plain(line) else None


def _of_council(text: str, partners: Sequence[str]) -> tuple[str | None, str]:
    """The council that stands before names ("London Borough of Wold: Councillors …"), and the names."""
    head, colon, names = text.partition(":")
    if colon and names.strip() and (named := _council_heading(head, partners)):
        return named, names.strip()
    return None, text


def _without_group(text: str) -> str:
    """A list of names without the party group before it ("Labour Group   Jane Roe and Tom Lee")."""
    label = re.match(r"((?:[A-Z][\w'’&-]*\s+){1,4}(?:Group|Party|Members))\b\s*:?\s+(?=[A-Z+*#])", text)
    return text[label.end() :] if label and is_one_of(label[1], "people", "groups") else text


def _people(paragraph: Paragraph, text: str) -> Iterator[tuple[Person, int, Box]]:
    """The people of a paragraph: of running text, or of names set in columns."""
    cells = _whole([(page, cell) for page, line in paragraph.lines for cell in _cells(line)])
    if text == paragraph.text and len(cells) > 1 and _in_columns([cell for _, cell in cells]):
        inherited: str | None = None
        for page, cell in cells:
            for person in read_people(cell.text):
                yield replace(person, title=person.title or inherited), page, cell.box
            inherited = plural_title(cell.text) or inherited
        return
    offset = paragraph.text.find(text) if text in paragraph.text else 0
    for person in read_people(text):
        page, box = paragraph.place(offset + person.start, offset + person.start + len(person.raw))
        yield person, page, box


def _cells(line: Line) -> Iterator[Line]:
    start = 0
    for index in range(1, len(line.words) + 1):
        if index == len(line.words) or (
            line.words[index].box.x0 - line.words[index - 1].box.x1 > _GAP * max(line.words[index].size, 1.0)
        ):
            yield Line(line.words[start:index])
            start = index


def _whole(cells: Sequence[tuple[int, Line]]) -> list[tuple[int, Line]]:
    """Cells whose bracket is closed only in the cell below them made one with it."""
    made: list[tuple[int, Line]] = []
    for page, cell in cells:
        above = next((k for k in range(len(made) - 1, -1, -1) if abs(made[k][1].box.x0 - cell.box.x0) < 40.0), None)
        if above is not None and made[above][1].text.count("(") > made[above][1].text.count(")"):
            made[above] = (made[above][0], Line(made[above][1].words + cell.words))
        else:
            made.append((page, cell))
    return made


def _in_columns(cells: Sequence[Line]) -> bool:
    """Whether every cell holds one name by itself: no commas run on from line to line."""
    alone = [
        cell for cell in cells if len(read_people(cell.text)) <= 1 and not cell.text.rstrip().endswith((",", " and"))
    ]
    return len(alone) == len(cells)


def _of_sentence(paragraph: Paragraph, text: str) -> Iterator[Entry]:
    """Those from whom a sentence says apologies came."""
    for sentence in (span.text for span in sentences(text)):
        match = _FROM.search(sentence) or _SENT.search(sentence)
        if not match or _LATE.search(match["between"]) or _LATE.search(sentence[: match.start()]):
            continue
        offset = max(0, paragraph.text.find(match["who"]))
        named = _FOR_WHOM.split(_STANDS_IN.split(match["who"])[-1])[0]
        who = "; ".join(_ALSO_LATE.split(part)[0] for part in named.split(";") if not _SENT_LATE.search(part))
        for person in read_people(who.rstrip(" .")):
            if person.title is None and len(person.name.split()) < 2:
                continue
            page, box = paragraph.place(offset + person.start, offset + person.start + len(person.raw))
            yield Entry(replace(person, role="member"), "apologies", page, box)


def _named_absent(paragraph: Paragraph) -> Iterator[Entry]:
    """Those whom an item on apologies merely lists ("Cllrs Birch and Cole.")."""
    people = read_people(paragraph.text.rstrip(" ."))
    if people and people[0].title and people[0].start == 0:
        for person in people:
            page, box = paragraph.place(person.start, person.start + len(person.raw))
            yield Entry(replace(person, role="member"), "apologies", page, box)


def _once(entries: Sequence[Entry]) -> list[Entry]:
    """Each person once per status, as first listed."""
    kept: list[Entry] = []
    for entry in entries:
        twin = next((k for k, old in enumerate(kept) if old.status == entry.status and _same(old, entry)), None)
        if twin is None:
            kept.append(entry)
        elif entry.person.role != "member" and kept[twin].person.role == "member":
            kept[twin] = replace(kept[twin], person=replace(kept[twin].person, role=entry.person.role))
    return kept


def _same(one: Entry, other: Entry) -> bool:
    if plain(one.person.name) == plain(other.person.name):
        return True
    return one.status == "apologies" and same_person(one.person.name, other.person.name)


def _with_substitutes(entries: Sequence[Entry], texts: Sequence[str]) -> list[Entry]:
    """The entries with the member for whom each substitute sat, where notes or a line apart from the lists say so."""
    absent = [entry.person for entry in entries if entry.status == "apologies"]
    whom = find_substitutes(texts, absent)
    result: list[Entry] = []
    for entry in entries:
        name = next((name for who, name in whom if same_person(who, entry.person.name)), None)
        if name and entry.status == "present" and not entry.person.substitute_for:
            entry = replace(entry, person=replace(entry.person, substitute_for=name))
        result.append(entry)
    return result
