"""Which paragraphs head the items of minutes: the numbering that runs through, or headings without a number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from extractors.facts.dates import find_financial_years
from extractors.facts.meetings.language import operative_words
from extractors.facts.meetings.paragraph import Paragraph, in_capitals
from extractors.facts.meetings.people import read_people
from extractors.facts.meetings.wording import is_one_of, plain

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_NUMBER = re.compile(
    r"(?:minute|(?:agenda )?item|min)?\s*(?:no\.?|number)?\s*(?P<bracket>[(\[])?"
    r"(?P<number>\d{2,4}(?:[-/]\d{2,4})?/[A-Z]{2,6}/\d{1,4}"
    r"|(?:[A-Za-z]{1,6}(?:&[A-Za-z]{1,4})?[./ -]?)?\d{1,5}(?:[./-]\d{1,4}){0,2}(?:/[A-Z]{1,5})?[A-Z]?)"
    r"(?P<stop>[.):\]]|\s?[-–—](?=\s))?(?:\s+|$|(?<=\.)(?=[A-Z][a-z]))(?P<title>.*)",
    re.IGNORECASE,
)
_NOT_A_NUMBER = re.compile(
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})\b|\d+(?:[.:]\d\d)?\s*(?:am|pm|a\.m|p\.m|noon|%|million|members?)\b"
    r"|(?:page|pages|appendix|para|paragraph|section|part|option|phase|stage|quarter|period|q|p)\s*\d+(?![\d/])",
    re.IGNORECASE,
)
_LONGEST_BOLD = 12  # words of a title in bold that text runs on behind
_RUN_IN = re.compile(r"(?P<title>[^.:;]{3,90}?)\s*(?::\s*[-–—]?|\s[-–—])\s+(?P<rest>\S.*)")
_LONGEST = 16  # characters of a number ("2023-24/PCG/015")
_MOST_OF_SECTION = 8  # words in the heading of several items
_MAX_GAP = 6  # numbers that may be missing between two items: exempt ones, minuted apart


@dataclass(frozen=True)
class Heading:
    """Where an item begins: its paragraph, number and title; `body` is text that was run on after the title."""

    index: int
    number: str | None
    title: str
    body: str = ""
    span: int = 1  # paragraphs that the heading takes up


@dataclass(frozen=True)
class _Candidate:
    heading: Heading
    shape: str
    counts: tuple[int, ...]
    weight: float
    emphasised: bool


def find_headings(paragraphs: Sequence[Paragraph], start: int) -> list[Heading]:
    """The headings of the items among `paragraphs[start:]`, in order.

    The numbering of items is the one that runs on through the paper, rather in bold or capitals, rather with the titles
    that all minutes have; numbering inside items begins anew in each. Where no such numbering is found, headings
    without a number are taken.
    """
    candidates = [found for index in range(start, len(paragraphs)) if (found := _candidate(paragraphs, index))]
    series: dict[str, list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        series[candidate.shape].append(candidate)
    best: tuple[float, list[_Candidate]] = (0.0, [])
    for shape, group in series.items():
        for place in range(len(group[0].counts)):
            score, chain = _chain(group, place)
            if shape.count("9") > 1 and any(other != shape for other in series):
                score *= 0.8  # "2.1" may well count paragraphs; "2" hardly
            if score > best[0]:
                best = (score, chain)
    told = paragraphs[: _end(paragraphs, start)]
    unnumbered = _unnumbered(told, start) or _unnumbered(told, start, colons=True)
    score, chain = best
    if chain and score >= max(2.0, 0.75 * len(unnumbered)):
        return [candidate.heading for candidate in _alike(chain)]
    return _numbered_below(unnumbered, paragraphs)


def split_title(text: str) -> tuple[str, str]:
    """A heading's text into title and what was run on behind a colon or dash ("APOLOGIES: None")."""
    run_in = _RUN_IN.fullmatch(text)
    if run_in and in_capitals(run_in["title"]) and re.search("[a-z]{2}", run_in["rest"]):
        return run_in["title"], run_in["rest"]
    return text, ""


def _split_bold(paragraph: Paragraph, text: str) -> tuple[str, str] | None:
    """A title in bold and what runs on behind it in plain type ("**Finance.** It was resolved …"); None for others."""
    words = [word for _, line in paragraph.lines for word in line.words]
    words = words[len(words) - len(text.split()) :]
    bold = list(takewhile(lambda word: word.bold, words))
    title = " ".join(word.text for word in bold)
    if not bold or not title.endswith((".", ":", "-", "–")) or [word.text for word in words] != text.split():
        return None
    rest = words[len(bold) :]
    if not rest or len(bold) > _LONGEST_BOLD or any(word.bold for word in rest):
        return None
    return title.rstrip(" .:-–"), " ".join(word.text for word in rest)


def _candidate(paragraphs: Sequence[Paragraph], index: int) -> _Candidate | None:
    paragraph = paragraphs[index]
    match = _numbered(paragraph.text)
    if not match or paragraph.bullet or (match["bracket"] and not paragraph.emphasised):
        return None
    number, title, span = match["number"], match["title"].strip(), 1
    digits = re.findall(r"\d+", number)
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    if not title and following is not None and not _numbered(following.text) and len(following.text) < 200:
        paragraph, title, span = following, following.text, 2
    if not title:
        return None
    title, body = _split_bold(paragraph, title) or split_title(title)
    while not body and index + span < len(paragraphs) and _continues(paragraph, paragraphs[index + span], title):
        title = f"{title} {paragraphs[index + span].text}"
        span += 1
    sentence = title.endswith((".", ";", ",")) or len(title.split()) > 25 or title[:1].islower()
    weight = 0.3 if sentence and not in_capitals(title) else 1.0
    if in_capitals(title) or paragraph.bold:
        weight += 1.5
    elif paragraph.heading:
        weight += 0.7
    if is_one_of(title, "minutes", "usual_items") and len(title.split()) < 12:
        weight += 1.0
    shape = re.sub(r"\d+", "9", number)
    counts = tuple(int(figures) for figures in digits)
    emphasised = paragraph.bold or paragraph.heading or in_capitals(title)
    return _Candidate(Heading(index, number, title, body, span), shape, counts, weight, emphasised)


def _numbered(text: str) -> re.Match[str] | None:
    """The number that a paragraph begins with, of a minute, with what follows it; None for a date, a year, "Day 1"."""
    match = _NUMBER.fullmatch(text)
    if not match or _NOT_A_NUMBER.match(text) or len(match["number"]) > _LONGEST:
        return None
    if find_financial_years(match["number"]) and not match["number"][0].isalpha():
        return None  # "2024/25 outturn"
    return match if match["number"][0].isdigit() or _is_reference(match["number"], match["stop"]) else None


def _is_reference(number: str, stop: str | None) -> bool:
    """Whether letters and figures look like a minute's reference ("CAB.45", "C12/23"), not like words ("Day 1")."""
    letters = re.sub(r"[^A-Za-z&].*$", "", number)
    return letters.isupper() and (" " not in number or stop is not None or "/" in number)


def _continues(paragraph: Paragraph, following: Paragraph, title: str) -> bool:
    """Whether the next paragraph is the second line of a heading: of the same look and close below it."""
    if following.bullet or _numbered(following.text) or len(title) > 200:
        return False
    if following.cell or following.page != paragraph.page:
        return False
    gap = following.box.top - paragraph.box.bottom
    height = paragraph.lines[-1][1].box.height if paragraph.lines else 12.0
    if gap > 0.6 * height:
        return False
    if in_capitals(title):
        return following.capitals and following.bold == paragraph.bold and not following.text.endswith(":")
    return paragraph.bold and following.bold and following.text[:1].islower()


def _chain(group: Sequence[_Candidate], place: int) -> tuple[float, list[_Candidate]]:
    """The heaviest run of candidates whose count at `place` rises through the paper while the other counts stay."""
    scores: list[float] = []
    back: list[int | None] = []
    for index, candidate in enumerate(group):
        score, came_from = candidate.weight, None
        for before in range(max(0, index - 200), index):
            earlier = group[before]
            step = candidate.counts[place] - earlier.counts[place]
            rest = candidate.counts[:place] + candidate.counts[place + 1 :]
            if 0 < step <= _MAX_GAP and rest == earlier.counts[:place] + earlier.counts[place + 1 :]:
                total = scores[before] + candidate.weight - 0.4 * (step - 1)
                if total > score:
                    score, came_from = total, before
        scores.append(score)
        back.append(came_from)
    if not scores:
        return 0.0, []
    last = max(range(len(scores)), key=scores.__getitem__)
    best = scores[last]
    at: int | None = last
    chain: list[_Candidate] = []
    while at is not None:
        chain.append(group[at])
        at = back[at]
    return best, chain[::-1]


def _alike(chain: list[_Candidate]) -> list[_Candidate]:
    """The chain without plain paragraphs that happen to count on, where its headings are set off by their look."""
    looks = [candidate for candidate in chain if candidate.emphasised]
    return looks if len(looks) > 0.6 * len(chain) else chain


def _unnumbered(paragraphs: Sequence[Paragraph], start: int, *, colons: bool = False) -> list[Heading]:
    """Headings without a number; `colons`: those that end with a colon ("Apologies:")."""
    found: list[Heading] = []
    index = start
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        span = 1
        if _heads(paragraph, colons=colons) and not _lists_people(paragraphs, index):
            title = paragraph.text
            while index + span < len(paragraphs) and _continues(paragraph, paragraphs[index + span], title):
                title = f"{title} {paragraphs[index + span].text}"
                span += 1
            title, body = split_title(title)
            found.append(Heading(index, None, title, body, span))
        index += span
    return found


def _numbered_below(headings: Sequence[Heading], paragraphs: Sequence[Paragraph]) -> list[Heading]:
    """The headings with the reference that stands at the head of each one's text ("APOLOGIES" / "PL12/24 There were
    none"), where most have one of one shape that rises."""
    found: list[Heading] = []
    for heading in headings:
        at = heading.index + heading.span
        match = _numbered(paragraphs[at].text) if at < len(paragraphs) and not heading.body else None
        if match and "/" in match["number"] and match["number"][0].isalpha():
            heading = replace(heading, number=match["number"], body=match["title"], span=heading.span + 1)
        found.append(heading)
    numbers = [heading.number for heading in found if heading.number]
    counts = [int(re.findall(r"\d+", number)[0]) for number in numbers]
    alike = len({re.sub(r"\d+", "9", number) for number in numbers}) == 1 and counts == sorted(set(counts))
    return found if alike and len(numbers) > max(1.0, 0.6 * len(headings)) else list(headings)


def _end(paragraphs: Sequence[Paragraph], start: int) -> int:
    """Where the minutes are over: behind it schedules and appendices have headings too."""
    for index in range(start, len(paragraphs)):
        if is_one_of(paragraphs[index].text, "minutes", "ends"):
            return index + 1
    return len(paragraphs)


def _lists_people(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a heading is the label of a list of people ("Apologies"), not an item of business."""
    label = paragraphs[index].text
    people = read_people(label)
    if len(people) > 1 and people[0].start == 0 and all(person.title for person in people):
        return True
    if not any(is_one_of(label, "people", name) for name in ("present", "apologies", "others")):
        return False
    below = paragraphs[index + 1].text if index + 1 < len(paragraphs) else ""
    told = r"\b(?:was|were|received|had|has|have|there|no|none|nil|sent|gave|given|tendered|declared|made|apologised)\b"
    return not re.search(told, below, re.IGNORECASE)


def heads_section(paragraph: Paragraph) -> bool:
    """Whether a paragraph may head several items ("CLIMATE AND ENERGY"): a short line in capitals, no decision."""
    words = plain(paragraph.text).split()
    short = paragraph.capitals and len(words) <= _MOST_OF_SECTION
    return short and _heads(paragraph) and not any(word.strip(".:") in operative_words() for word in words)


def _heads(paragraph: Paragraph, *, colons: bool = False) -> bool:
    text = paragraph.text.removesuffix(":") if colons else paragraph.text
    if not (paragraph.bold or paragraph.heading or paragraph.capitals) or paragraph.bullet or paragraph.cell:
        return False
    if len(text.split()) > 25 or text.endswith((".", ":", ";", ",")) or not re.search("[A-Za-z]{3}", text):
        return False
    return not any(
        is_one_of(text, "minutes", name) for name in ("section_headings", "closings", "ends")
    ) and not is_one_of(plain(text), "decisions", "labels")
