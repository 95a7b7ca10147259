"""What is said in words: the sentences of paragraphs and of wordy cells, the sums of money in them, their key words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from extractors.facts.values import squeeze
from extractors.records import Record
from extractors.reference import load

_WORDY = 40  # letters from which on a cell is read as text
_POINTS = re.compile(r"(?<=[.;!?])\s+(?=[A-Z£(\"“'•])")
_SHORTS = re.compile(r"\b(?:No|Cllr|Mr|Mrs|Ms|Dr|St|approx|incl|excl|para|ref|i\.e|e\.g|etc|vs|p|pp)\.$", re.IGNORECASE)
_SCALES = {"k": 3, "thousand": 3, "000": 3, "000s": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}
_AMOUNT = re.compile(
    r"(?P<open>\()?\s?(?P<before>[-+])?\s?£\s?(?P<sign>[-+])?(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+,[0-9]{1,2}(?=\s?(?:bn|mn|m)\b)|[0-9]*\.?[0-9]+)"
    r"\s?(?P<scale>bn|billion|mn|m|million|k|thousand|000s?)?(?![a-z0-9%])\s?(?P<close>\))?",
    re.IGNORECASE,
)
_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}")  # a comma typed for a point: "£265,77m"
_WORD = re.compile(r"[a-z0-9][a-z0-9'’]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money in running text. `value` and `quantum` are in pounds; `printed` is the figure before its scale."""

    raw: str
    start: int
    end: int
    value: Decimal
    quantum: Decimal
    printed: Decimal
    scale: str | None

    @property
    def factor(self) -> Decimal:
        return Decimal(10) ** _SCALES[self.scale] if self.scale else Decimal(1)


@dataclass(frozen=True)
class Sentence:
    """A sentence and where it stands. `table_id` and `row` tell of a cell; `kind` is the passage's, or `cell`."""

    text: str
    kind: str
    heading: str
    paragraph: str
    document_id: str
    page: int
    record: Record
    table_id: str | None = None
    row: int | None = None

    @property
    def amounts(self) -> list[Amount]:
        return find_amounts(self.text)


def sentences_of(passages: Sequence[Record], cells: Sequence[Record], tables: Sequence[Record]) -> list[Sentence]:
    """Every sentence of the passages in reading order, then those of cells that hold text."""
    papers = {str(table["table_id"]): str(table.get("document_id")) for table in tables}
    found = [
        Sentence(
            text,
            str(passage.get("kind") or "paragraph"),
            str(passage.get("heading") or ""),
            str(passage["text"]),
            str(passage.get("document_id")),
            int(str(passage["page"])),
            passage,
        )
        for passage in passages
        for text in split_sentences(str(passage["text"]))
    ]
    for cell in cells:
        text = str(cell.get("text") or "")
        if len(text) >= _WORDY and not cell.get("is_header"):
            table_id = str(cell["table_id"])
            found.extend(
                Sentence(
                    part,
                    "cell",
                    "",
                    text,
                    papers.get(table_id, ""),
                    int(str(cell["page"])),
                    cell,
                    table_id,
                    int(str(cell["row"])),
                )
                for part in split_sentences(text)
            )
    return found


@lru_cache(maxsize=50_000)
def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; a line of a list is one as well."""
    found: list[str] = []
    for line in text.splitlines():
        for part in _POINTS.split(line):
            if found and _SHORTS.search(found[-1]) and part:
                found[-1] = f"{found[-1]} {part}"
            elif part.strip():
                found.append(part.strip())
    return tuple(found)


@lru_cache(maxsize=50_000)
def _amounts(text: str) -> tuple[Amount, ...]:
    return tuple(_read_amounts(text)) if "£" in text else ()


def find_amounts(text: str) -> list[Amount]:
    """Every sum of money in a text, in order: "£0.518m", "(£12k)", "-£40.2m"."""
    return list(_amounts(text))


def _read_amounts(text: str) -> Iterator[Amount]:
    plain = text.replace("−", "-").replace("–", "-")
    for match in _AMOUNT.finditer(plain):
        scale = match["scale"].casefold() if match["scale"] else None
        digits = match["digits"]
        if _COMMA.fullmatch(digits):
            digits = digits.replace(",", ".")
        printed = Decimal(digits.replace(",", ""))
        factor = Decimal(10) ** _SCALES[scale] if scale else Decimal(1)
        places = len(digits.partition(".")[2])
        negative = "-" in (match["before"] or "") + (match["sign"] or "") or bool(match["open"] and match["close"])
        yield Amount(
            match[0].strip(),
            match.start(),
            match.end(),
            (-printed if negative else printed) * factor,
            factor.scaleb(-places),
            printed,
            scale,
        )


@lru_cache(maxsize=50_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without marks, "&" as "and" and small words left out."""
    plain = squeeze(text).casefold().replace("&", " and ").replace("'s ", " ").replace("s' ", "s ")
    return tuple(word.replace("'", "") for word in _WORD.findall(plain) if word not in _small())


@cache
def _small() -> frozenset[str]:
    return frozenset(str(word) for word in load("checks")["small_words"])


@cache
def word_list(name: str) -> re.Pattern[str]:
    """A pattern for any word or phrase of a list in `reference/checks.yaml`, as whole words."""
    words = sorted((str(word) for word in load("checks")[name]), key=len, reverse=True)
    either = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<![\w])(?:{either})(?![\w])", re.IGNORECASE)


def quote(text: str, start: int, end: int, before: int = 60, behind: int = 30) -> str:
    """The words of a text from some letters before a place in it to some behind it, on one line."""
    begins = text.rfind(" ", 0, start - before) + 1 if start > before else 0
    ends = text.find(" ", end + behind)
    return " ".join(text[begins : ends if ends >= 0 else len(text)].split())


def shorten(text: str, most: int = 90) -> str:
    """The text on one line, cut behind a word where it is long."""
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    return f"{plain[: plain.rfind(' ', 0, most)]} …"
