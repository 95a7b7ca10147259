"""Which council is meant: names, formal names and abbreviations to the plain name, by the pack they stand in.

`partners` are the plain names of the councils whose pack it is. They settle abbreviations that several councils share,
and only they are looked for inside running words: "Reading", "Rugby" and "Hart" are words before they are councils.
The names themselves are reference data (`reference/councils.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from extractors.reference import load

_LEAST_LETTERS = 3  # of an abbreviation that is not explained

TOTAL = "Total"
"""The organisation of a total or combined column."""

_KINDS = (
    "london_boroughs",
    "royal_boroughs",
    "counties",
    "metropolitan",
    "unitaries",
    "districts",
    "wales",
    "scotland",
    "northern_ireland",
)


class Partners(tuple[str, ...]):
    """The plain names of the councils whose pack it is, with the abbreviations that the pack itself explains.

    Serves wherever a sequence of plain names does; two are equal only where they explain the same.
    """

    short: Mapping[str, str]  # plain name by abbreviation as printed

    def __new__(cls, names: Iterable[str], short: Mapping[str, str] | None = None) -> Partners:
        partners = super().__new__(cls, names)
        partners.short = dict(short or {})
        return partners

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other) and (not isinstance(other, Partners) or self.short == other.short)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return super().__hash__()


def explained(names: Sequence[str], texts: Iterable[str]) -> Partners:
    """The partners with each abbreviation that a text explains: "Ashcombe City Council (ACC)", "LBA = Ashcombe".

    One that is explained in two ways is left out.
    """
    found: dict[str, set[str]] = {}
    pattern = _explanation(tuple(names))
    for text in texts:
        for match in pattern.finditer(text) if names else ():
            name = next(name for name in names if _key(name) == _key(match["name"] or match["named"]))
            found.setdefault(match["short"] or match["shortened"], set()).add(name)
    return Partners(names, {short: name for short, (name, *others) in found.items() if not others})


def is_total(text: str) -> bool:
    """Whether the label says that its figures are those of all councils together: "Total", "Combined"."""
    return _key(text) in _keys("total_words")


def read_organisation(text: str, partners: Sequence[str] = ()) -> str | None:
    """The one council that a label names and nothing else, `Total` for a total word, None for any other label."""
    if is_total(text):
        return TOTAL
    return _whole(text, _as_partners(partners))


def find_organisations(text: str, partners: Sequence[str] = ()) -> list[str]:
    """The councils that a text speaks of, in order, each once: partners by any name, others by a formal name only."""
    return list(dict.fromkeys(name for _, _, name in _mentions(text, _as_partners(partners))))


def split_organisations(text: str, partners: Sequence[str] = ()) -> list[str]:
    """The councils of a cell that lists them: "LBH/LBN", "Havering & Newham", "ALL" (every partner). Empty for none."""
    if _key(text) in _keys("every_words") and not ("both" in text.casefold() and len(partners) != 2):
        return list(partners)
    whole = _whole(text, _as_partners(partners))
    if whole is not None:
        return [whole]
    parts = [part for part in re.split(r"\s*(?:[/,;+&\n]|\band\b)\s*", text) if part]
    names = [_whole(part, _as_partners(partners)) for part in parts]
    if parts and all(names):
        return list(dict.fromkeys(name for name in names if name))
    return find_organisations(text, partners)


def without_organisations(text: str, partners: Sequence[str] = ()) -> str:
    """A header without the councils it names: "Saving for Newham" is "Saving", "Havering" is empty."""
    for start, end, _ in reversed(list(_mentions(text, _as_partners(partners)))):
        text = f"{text[:start].rstrip()} {text[end:].lstrip()}"
    text = re.sub(r"\(\s*\)", " ", " ".join(text.split()))
    return re.sub(r"[\s,;:|–-]*(?:\b(?:for|in|at|to|of)\b)?[\s,;:|–-]*$", "", text) if text else ""


def plain_name(formal: str) -> str:
    """A council's plain name: "London Borough of Havering" is "Havering", "Kent County Council" is "Kent".

    Known councils are written as the reference data writes them; of an unknown one the formal words are taken away.
    """
    return _council(formal) or _stripped(formal)


def _as_partners(names: Sequence[str]) -> Partners:
    return names if isinstance(names, Partners) else Partners(names)


def _key(text: str) -> str:
    """For comparing: capitals, "&", full stops, apostrophes and blanks do not matter."""
    text = re.sub(r"[’‘`´']", "'", text).casefold().replace("&", " and ")
    return " ".join(re.sub(r"[.,:;*()\[\]]", " ", text.replace("/", " / ")).split()).removeprefix("the ")


@cache
def _keys(name: str) -> frozenset[str]:
    return frozenset(_key(str(word)) for word in load("councils")[name])


@cache
def _names() -> dict[str, str]:
    """Plain name by key, short names and other spellings included."""
    data = load("councils")
    names = {_key(name): str(name) for kind in (*_KINDS, "others") for name in data[kind]}
    return names | {_key(other): name for name, others in data["also"].items() for other in others}


@cache
def _abbreviations() -> dict[str, tuple[str, ...]]:
    """The councils that an abbreviation may mean, by its letters in capitals; the preferred one first."""
    data = load("councils")
    found: dict[str, list[str]] = {str(short).upper(): list(names) for short, names in data["abbreviations"].items()}
    for kind in _KINDS:
        for name in data[kind]:
            for form in data["initials"][kind]:
                names = found.setdefault(form.format(_initials(name)).upper(), [])
                if name not in names:
                    names.append(name)
    return {short: tuple(names) for short, names in found.items()}


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[A-Za-z']+", name) if word[0].isupper())


@cache
def _shorts_of(partner: str) -> frozenset[str]:
    """The abbreviations of a partner, in capitals. One that the reference data does not know may be of any kind."""
    known = {short for short, names in _abbreviations().items() if partner in names}
    if known or partner in _names().values():
        return frozenset(known)
    made = {form.format(_initials(partner)) for forms in load("councils")["initials"].values() for form in forms}
    return frozenset(short.upper() for short in made if len(short) >= _LEAST_LETTERS)


@cache
def _formal_pattern() -> re.Pattern[str]:
    """A formal name around a plain one, as `before` or `after` it."""
    data = load("councils")
    before = "|".join(re.escape(_key(form.format("")).strip()) for form in data["formal"])
    after = "|".join(sorted((re.escape(_key(suffix)) for suffix in data["suffixes"]), key=len, reverse=True))
    return re.compile(rf"^(?:(?:{before})\s)?(?P<name>.+?)(?:\s(?:{after}))?$")


def _stripped(formal: str) -> str:
    """The words of a name that are not formal ones, as printed."""
    kept = " ".join(formal.split())
    match = _formal_pattern().match(_key(kept))
    name = match["name"] if match else _key(kept)
    at = _key(kept).find(name)
    words = re.split(r"\s+", kept.removeprefix("The ").removeprefix("the "))
    skipped = len(_key(kept)[:at].split())
    return " ".join(words[skipped : skipped + len(name.split())]).strip(" ,.")


def _council(text: str) -> str | None:
    """The council that the whole text names: a known one formally or plainly, any other by a formal name."""
    key = _key(text)
    if key in _names():
        return _names()[key]
    match = _formal_pattern().match(key)
    if match is None or match["name"] in _names():
        return _names()[match["name"]] if match else None
    name = _stripped(text)
    return name if _unknown_pattern().fullmatch(" ".join(text.split())) and name[:1].isupper() else None


def _short(text: str, partners: Partners) -> str | None:
    """The council that an abbreviation means in a pack of these partners; None where several councils may be meant."""
    letters = text.strip(" .:()").replace(".", "")
    if letters in partners.short:
        return partners.short[letters]
    ours = [name for name in partners if letters.upper() in _shorts_of(name)]
    if ours or len(letters) < _LEAST_LETTERS or not letters[:2].isupper():
        return ours[0] if len(ours) == 1 else None
    candidates = _abbreviations().get(letters.upper(), ())
    listed = letters in load("councils")["abbreviations"]
    return candidates[0] if candidates and (listed or len(candidates) == 1) else None


def _whole(text: str, partners: Partners) -> str | None:
    letters = _key(text).replace(" ", "")  # a narrow header breaks names: "Ashcom be"
    for partner in partners:
        if letters == _key(partner).replace(" ", ""):
            return partner
    return _short(text, partners) or _council(text)


@cache
def _unknown_pattern() -> re.Pattern[str]:
    """A council's formal name whatever its plain name: "London Borough of X", "X District Council"."""
    data = load("councils")
    before = "|".join(re.escape(form.format("").strip()) for form in data["formal"])
    after = "|".join(re.escape(suffix) for suffix in data["suffixes"] if " " in suffix)
    kinds = "|".join(sorted({re.escape(word) for text in data["suffixes"] for word in text.split()}))
    first = rf"(?!(?:The|This|Our|Your|A|An)\b)(?!(?:{kinds})\b)[A-Z][\w'’-]+"
    name = rf"{first}(?:\s(?:and|upon|on|with|of|in|&|(?!Council\b)[A-Z][\w'’-]+)){{0,4}}?"
    return re.compile(rf"(?:[Tt]he\s)?(?:(?:{before})\s{name}(?:\s(?:{after}|Council))?|{name}\s(?:{after}))")


@cache
def _explanation(names: tuple[str, ...]) -> re.Pattern[str]:
    """A partner's name, plain or formal, with an abbreviation in brackets behind it or "=" and the like between."""
    after = "|".join(sorted((re.escape(suffix) for suffix in load("councils")["suffixes"]), key=len, reverse=True))
    longest_first = sorted(names, key=len, reverse=True)
    name = "|".join(re.sub(r"\\ ", r"\\s+", re.escape(name)) for name in longest_first) or r"(?!)"
    short = r"[A-Z][A-Za-z]?&?[A-Z][A-Za-z&]{0,5}"
    before = "|".join(re.escape(form.format("").strip()) for form in load("councils")["formal"])
    return re.compile(
        rf"\b(?P<name>{name})(?:\s+(?:{after}))?\s*\(\s*['\"‘“]?(?P<short>{short})['\"’”]?\s*\)"
        rf"|\b(?P<shortened>{short})\s*[=:–]\s*(?:(?:{before})\s+)?(?P<named>{name})\b"
    )


@cache
def _partner_pattern(partners: Partners) -> re.Pattern[str]:
    """Every way a partner is written: plainly, formally, abbreviated; formal names of other councils too."""
    data = load("councils")
    names: set[str] = set(partners)
    for name, others in data["also"].items():
        if name in partners:
            names.update(others)
    before = "|".join(re.escape(form.format("").strip()) for form in data["formal"])
    after = "|".join(sorted((re.escape(suffix) for suffix in data["suffixes"]), key=len, reverse=True))
    plain = "|".join(sorted((re.escape(name) for name in names), key=len, reverse=True)) or r"(?!)"
    known = "|".join(sorted((re.escape(name) for kind in _KINDS for name in data[kind]), key=len, reverse=True))
    shorts = {*partners.short, *(short for name in partners for short in _shorts_of(name))}
    short = "|".join(sorted((re.escape(word) for word in shorts), key=len, reverse=True)) or r"(?!)"
    flexible = [text.replace(r"\ ", r"\s+") for text in (before, after, plain, known)]
    before, after, plain, known = flexible
    return re.compile(
        rf"\b(?:(?:the\s+)?(?:{before})\s+)(?P<formal>{known})(?:\s+(?:{after}))?\b"
        rf"|\b(?P<suffixed>{known})\s+(?:{after})\b"
        rf"|\b(?P<plain>{plain})\b"
        rf"|(?-i:\b(?P<short>{short})\b)",
        re.IGNORECASE,
    )


def _mentions(text: str, partners: Partners) -> Iterator[tuple[int, int, str]]:
    """Where a council stands in the text, and which."""
    whole = _whole(text, partners)
    if whole is not None:
        yield 0, len(text), whole
        return
    for match in _partner_pattern(partners).finditer(text):
        name = _short(match[0], partners) if match["short"] else _whole(match[0], partners)
        if name is not None:
            yield match.start(), match.end(), name
