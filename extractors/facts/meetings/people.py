"""People as minutes list them: names with titles, honours, roles, councils, and for whom a substitute sat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from extractors.facts.meetings.wording import one_of, plain
from extractors.reference import load

Role = Literal["chair", "vice_chair", "member"]
Alike = Literal["surname", "initial", "spelling", "short form"]
"""What makes two names one: the surname alone, an initial, the same forename as spelt or nearly so, a short form."""

_INITIAL = re.compile(r"(?:[A-Z]\.?){1,4}$")
_NAME_WORD = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’.-]*|[A-Z]['’][A-Z]\w+|(?:de|la|le|van|der|den|von|du|da|di|al|el|bin|ap|of|y)|[A-Z]\.)$"
)
_SAME_SURNAME = 85.0  # likeness, of 100
_SAME_FORENAME = 80.0  # "Tonii" and "Toni" are 89; "Mary" and "Mark", 75, are two people
_MANY = frozenset({"messrs"})  # titles in the plural that have no singular of their own
_PIECES = re.compile(r"\s*(?:[,;\n\t|]|\s(?:and|&)\s)\s*")


@dataclass(frozen=True)
class Person:
    """A person as listed. `name` has neither title nor honours; `raw` is as printed; `notes` what stood in brackets."""

    name: str
    title: str | None = None
    role: Role = "member"
    substitute_for: str | None = None
    notes: tuple[str, ...] = ()
    mark: str | None = None
    raw: str = ""
    start: int = 0  # where in the text the name begins


class _Piece(NamedTuple):
    text: str
    start: int


def read_people(text: str) -> list[Person]:
    """The people in a list, in order.

    A title in the plural, or a title that only the first of several names has, holds for the rest.
    What is written behind a name (a post, honours, a role) is told from the next name.
    """
    people: list[Person] = []
    inherited: str | None = None
    plural = False
    in_post = False
    clerk = False  # the last piece was the post of a clerk
    posts_only = False  # the text begins with a post: what it joins by "and" are no names
    if _groups().fullmatch(plain(text).strip(" :")):
        return []
    for piece in _pieces(text):
        if held := _office_held(piece):
            people.append(held)
            continue
        title, is_plural, rest = _titled(piece.text)
        bare, notes = _without_brackets(rest)
        bare, mark = _without_mark(bare)
        bare = _without_honours(bare)
        if title and is_plural:
            plural, inherited, in_post = True, title, False
        if not bare:
            if notes and people and not title:
                people[-1] = _noted(people[-1], notes)
            continue
        if title is None and one_of(load("people")["clerks"]).fullmatch(plain(bare)):
            clerk = True  # whoever is named behind it is no member
            continue
        if not people and title is None and names_post(bare):
            posts_only = True
        if posts_only and title is None:
            continue
        posts_only = False
        if people and title is None:
            if role := role_of(bare):
                people[-1] = replace(people[-1], role=role)
                continue
            if not _is_name(bare) or (in_post and not plural):
                in_post = True
                people[-1] = _noted(people[-1], (bare, *notes))
                continue
        if not _is_name(bare):
            name, rest_of = _cut_name(bare)
            if not name or (title is None and not people):
                continue
            bare, notes = name, (rest_of, *notes)
        in_post = False
        apart = title == "Mr" or text[: piece.start].rstrip().endswith(";")
        if plural and not apart and title not in load("people")["member_titles"]:
            title = inherited  # "Councillors Ash, Mrs Birch and Dr Cole": each a councillor
        own = title or (people[-1].title if people and inherited else None)
        if title and not is_plural and not plural:
            inherited = None
        notes = (*notes, "clerk") if clerk else notes
        clerk = False
        people.append(_noted(Person(bare, own, mark=mark, raw=piece.text, start=piece.start), notes))
    if people and people[0].title and not any(person.title for person in people[1:]) and not plural:
        people[1:] = [replace(person, title=people[0].title) for person in people[1:]]
    return people


def same_person(one: str, other: str) -> bool:
    """Whether two names are spellings of one: surnames alike, forenames alike, short for the other, or its initial.

    A surname alone is alike to any bearer of it, within one meeting's lists.
    """
    return alike(one, other) is not None


def alike(one: str, other: str) -> Alike | None:
    """In what two names are spellings of one, surnames being alike; None where they are not."""
    a, b = (re.findall(r"[\w'-]+", plain(strip_title(name))) for name in (one, other))
    if not a or not b or fuzz.ratio(a[-1], b[-1]) < _SAME_SURNAME:
        return None
    if len(a) == 1 or len(b) == 1:
        return "surname"
    forenames: list[str] = sorted((a[0], b[0]), key=len)
    first, second = forenames
    if len(first) <= 2:
        return "initial" if first[0] == second[0] else None
    if fuzz.ratio(first, second) >= _SAME_FORENAME:
        return "spelling"
    return "short form" if _long_forms(first) & _long_forms(second) else None


@cache
def _long_forms(forename: str) -> frozenset[str]:
    """The forename and those that it is short for ("terry": terence, terrance)."""
    listed = load("people")["short_names"]
    return frozenset({forename, *(name for name, shorts in listed.items() if forename in shorts)})


def plural_title(text: str) -> str | None:
    """The title in the plural that a text begins with: it holds for the names that follow."""
    title, plural, _ = _titled(text)
    return title if plural else None


def title_of_list(label: str) -> str | None:
    """The title that a label gives to all names below it ("COUNCILLORS"; "Councillor" over a column of names)."""
    title, plural, rest = _titled(label.strip(" :-–—"))
    return title if (plural or title in load("people")["member_titles"][:1]) and not rest.strip(" :") else None


def with_notes(person: Person, text: str) -> Person:
    """The person with what a text beside their name says in brackets or by itself ("Leader of the Council (Chair)")."""
    bare, notes = _without_brackets(text)
    return _noted(person, (bare, *notes) if role_of(bare) else notes)


def strip_title(name: str) -> str:
    """A name as printed without title, honours and brackets."""
    _, _, rest = _titled(name.strip())
    bare, _ = _without_brackets(rest)
    return _without_honours(_without_mark(bare)[0])


def substituted(note: str) -> str | None:
    """The name of the member for whom a note says somebody sat; None where it says no such thing."""
    match = _for_whom().search(note)
    if not match:
        return None
    name = strip_title(note[match.end() :].strip(" .,;"))
    return name if name and _is_name(name) else None


def _office_held(piece: _Piece) -> Person | None:
    """A person named in brackets behind their office: "The Mayor (Councillor Jo Roe) in the Chair"."""
    match = re.match(
        rf"(?:{_styles()} ){{0,2}}(?P<office>[A-Z][\w-]*(?: [A-Z][\w-]*){{0,2}})"
        r"\s*[(,]\s*(?P<who>[^()]+)\)(?P<rest>.*)",
        piece.text,
    )
    if not match or not (role_of(match["office"]) or match["office"].casefold() in _titles()):
        return None
    title, _, rest = _titled(match["who"])
    name = _without_honours(rest)
    if not title or not _is_name(name):
        return None
    office = _titles().get(match["office"].casefold(), (title, False))[0]
    role = role_of(match["rest"]) or role_of(match["office"]) or "member"
    return Person(name, office, role, raw=piece.text, start=piece.start)


def _pieces(text: str) -> Iterator[_Piece]:
    """Cut a list at commas, semicolons, "and" and before titles, though not inside brackets; also behind a bracket."""
    depth, start = 0, 0
    cuts: list[tuple[int, int]] = []
    index = 0
    while index < len(text):
        char = text[index]
        if char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
            if depth == 0 and (
                match := re.match(r"[)\]]\s+(?=[A-Z" + re.escape(load("people")["marks"]) + "])", text[index:])
            ):
                cuts.append((index + 1, index + match.end()))
        elif depth == 0:
            if (match := _PIECES.match(text, index)) and match.end() > index:
                cuts.append((index, match.end()))
                index = match.end()
                continue
            if index > start and text[index - 1].isspace() and (title := _title_before_name(text, index)):
                before = text[max([0, *(end for _, end in cuts)]) : index].strip()
                if _titled(before)[2] and before.casefold() not in load("people")["styles"]:
                    cuts.append((index, index))
                index = title.end()
                continue
        index += 1
    at = 0
    for cut, following in [*cuts, (len(text), len(text))]:
        piece = text[at:cut]
        if piece.strip():
            yield _Piece(piece.strip(), at + len(piece) - len(piece.lstrip()))
        at = following


@cache
def _titles() -> dict[str, tuple[str, bool]]:
    """Title and whether it is a plural, by its spelling in small letters."""
    return {
        spelling: (
            title,
            spelling in _MANY
            or spelling.endswith(("(s)", "men"))
            or (spelling.endswith("s") and spelling[:-1] in spellings),
        )
        for title, spellings in load("people")["titles"].items()
        for spelling in spellings
    }


@cache
def _styles() -> str:
    """A style of address, longest first, as a pattern."""
    return rf"(?i:{'|'.join(sorted(map(re.escape, load('people')['styles']), key=len, reverse=True))})"


@cache
def _title_pattern() -> re.Pattern[str]:
    spellings = sorted(_titles(), key=len, reverse=True)
    return re.compile(r"(?:" + "|".join(map(re.escape, spellings)) + r")(?:\.|:)?(?=[\s+*#†]|$)", re.IGNORECASE)


def _title_before_name(text: str, index: int) -> re.Match[str] | None:
    """A title within a text, with a name behind it: a surname may be the word of a title ("Fergus Baillie")."""
    title = _title_pattern().match(text, index)
    if title is None or title.group().casefold().rstrip(".:") not in load("people")["titles_and_surnames"]:
        return title
    rest = text[title.end() :].lstrip(" :")
    return title if rest[:1].isupper() and not _title_pattern().match(rest) else None


def _titled(text: str) -> tuple[str | None, bool, str]:
    """Title (the first, where two stand before a name), whether it was a plural, and the rest."""
    title: str | None = None
    plural = False
    rest = re.sub(rf"^{_styles()}\s+(?=(?:the\s+)?[A-Z])", "", text.lstrip(" :-–" + load("people")["marks"]))
    marks = "".join(char for char in text[: len(text) - len(rest)] if char in load("people")["marks"])
    while (match := _title_pattern().match(rest)) and (rest[0].isupper() or rest[:3] == "the"):
        spelling = match.group().rstrip(".:").casefold()
        found, is_plural = _titles()[spelling]
        title, plural = title or found, plural or is_plural
        rest = rest[match.end() :].lstrip(" :-–—")
    return title, plural, marks + rest


def _without_brackets(text: str) -> tuple[str, tuple[str, ...]]:
    notes: list[str] = []
    while match := re.search(r"[(\[]([^()\[\]]*)[)\]]", text):
        notes.append(match.group(1).strip())
        text = f"{text[: match.start()]} {text[match.end() :]}"
    if match := re.search(r"[(\[](.*)$", text):  # a bracket that is never closed
        notes.append(match.group(1).strip())
        text = text[: match.start()]
    if match := re.search(r"\s+[-–—]\s+(.*)$", text):
        notes.append(match.group(1).strip())
        text = text[: match.start()]
    return " ".join(text.split()).strip(" .,;:"), tuple(notes)


def _without_mark(text: str) -> tuple[str, str | None]:
    marks = load("people")["marks"]
    found = [char for char in text if char in marks]
    return "".join(char for char in text if char not in marks).strip(), found[0] if found else None


def _without_honours(text: str) -> str:
    words = text.split()
    while (
        len(words) > 1
        and words[-1].casefold().strip(".,") in load("people")["honours"]
        and words[-1].strip(".,").isupper()
    ):
        words.pop()
    if (
        len(words) == 1
        and words[0].casefold().strip(".,") in load("people")["honours"]
        and words[0].strip(".,").isupper()
    ):
        return ""
    return " ".join(words).strip(" ,")


def role_of(text: str) -> Role | None:
    """The role that a note or label says ("Chairman", "in the Chair", "Vice-Chair"); None for any other text."""
    small = plain(text).strip(" .:()")
    for role, pattern in _roles().items():
        if pattern.fullmatch(small):
            return role
    return None


@cache
def _roles() -> dict[Role, re.Pattern[str]]:
    """The words of each role alone, behind another office, or before what is chaired ("Chair of the Committee")."""
    patterns: dict[Role, re.Pattern[str]] = {}
    order: tuple[Role, ...] = ("vice_chair", "chair")
    for role in order:
        words = "|".join(sorted(map(re.escape, load("people")["roles"][role]), key=len, reverse=True))
        patterns[role] = re.compile(
            r"(?:.*(?:,|;|/|&|-|\band\b)\s*)?"
            r"(?:(?:the|joint|acting|elected|temporary|committee|board|panel|as|was|who)\s+)*"
            rf"(?:{words})(?:\s*(?:of|for) (?:the |this )?"
            r"(?:committee|meeting|board|panel|sub-committee|cabinet|forum|item|proceedings)\b.*"
            r"|\s*(?:[,;/&-]|and\b).*|\s*from .*|\s*until .*)?"
        )
    return patterns


def _noted(person: Person, notes: tuple[str, ...]) -> Person:
    """The person with what their notes say: role, and for whom they sat."""
    for note in notes:
        if role := role_of(note):
            person = replace(person, role=role)
        if name := substituted(note):
            person = replace(person, substitute_for=name)
    return replace(person, notes=(*person.notes, *notes))


def names_post(text: str) -> bool:
    """Whether a text speaks of a post or an office ("Head of Housing"), not of a person by name."""
    return any(re.search(rf"\b{re.escape(post)}\b", plain(text)) for post in load("people")["posts"])


def _is_name(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= 6 or any(char.isdigit() for char in text):
        return False
    if names_post(text):
        return False
    if not all(_NAME_WORD.match(word) for word in words):
        return False
    return any(len(word.strip(".")) > 1 and word[0].isupper() for word in words)


def _cut_name(text: str) -> tuple[str, str]:
    """A name at the head of a text that goes on ("Jane Roe arrived at 7.10pm"), and what goes on."""
    words = text.split()
    count = 0
    while count < min(len(words), 5) and _NAME_WORD.match(words[count]) and words[count][0].isupper():
        count += 1
    name = " ".join(words[:count])
    return (name, " ".join(words[count:])) if count and _is_name(name) else ("", text)


@cache
def _groups() -> re.Pattern[str]:
    return one_of(load("people")["groups"])


@cache
def _for_whom() -> re.Pattern[str]:
    phrases = sorted(load("people")["for_whom"], key=len, reverse=True)
    return re.compile(r"(?:^|(?<=\s))(?:" + "|".join(map(re.escape, phrases)) + r")\s+", re.IGNORECASE)
