"""Decisions of one minuted item: resolutions with their parts, sentences of decision, results of votes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.facts.meetings.labels import find_label, kind_of_label, opening_kind
from extractors.facts.meetings.language import sentences
from extractors.facts.meetings.movers import Said, find_movers, movers_for
from extractors.facts.meetings.operatives import Operative, elects, find_operative
from extractors.facts.meetings.paragraph import Paragraph
from extractors.facts.meetings.parts import take_parts
from extractors.facts.meetings.results import result_in, result_line, speaks_of_amendment
from extractors.facts.meetings.votes import count_in, is_vote, read_vote
from extractors.facts.meetings.wording import is_one_of
from extractors.geometry import Box
from extractors.reference import load

_LEAD_NUMBER = re.compile(
    r"(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,4})[.)]\)?|\d{1,3}(?:\.\d{1,3})+|\d{1,3}(?=\s+[A-Z]{5}))\s+(?=\S)"
)
_PUT = re.compile(
    r"\bput\b.{0,80}\bvote\b|\bvot(?:e|ing)\b.{0,40}\bas follows\b|\b(?:on|upon) a vote\b|\bvote was taken\b|\bvoted\b",
    re.I,
)
_OUTCOME = re.compile(
    r"\b(?:this|it|motion|vote|hands|recommendations?|proposal)\b.{0,40}\b(?:was|were|being)\b(?!.*\bthat\b)", re.I
)
_MOVED_ONLY = re.compile(r"\W*(?:moved|proposed|proposer|prop)\b.{3,110}$", re.I)
_ALL_AGREED = re.compile(
    r"(?:\ball agreed|\bagreed by all|\ball in favour"
    r"|[,;–-]\s*(?:unanimously )?(?:agreed|carried)(?: unanimously)?)\W*$",
    re.I,
)
_BODY_ONLY = re.compile(
    r"(?:Accordingly,? |Therefore,? )?(?:The |the )?(?:[A-Z][\w-]* (?:and |& )?){0,6}?[A-Z][\w-]+"
    r"(?: then| therefore)?\s*:\s*-?"
)
_NO = r"(?: (?:\d+|[a-z]|one|two|three))?"
_TOPIC = re.compile(rf"(?:(?P<amendment>(?:\w+ )?amendment{_NO})|(?:\w+ )?motion{_NO})\s*:?", re.I)
_AGREED_MOTION = re.compile(
    r"\b(?:motion|recommendations?|proposals?)\b.{0,60}\b(?:was|were)\b.{0,30}\b(?:agreed|approved|accepted)\b", re.I
)
_NO_DECISION = re.compile(
    r"\bthat (?:the |an )?apolog(?:y|ies)\b.{0,80}\bbe (?:received|noted|accepted|recorded)\b"
    r"|^\W*resolved\W*there (?:were|are|was) no\b|^\W*(?:agreed|noted|resolved)\W*(?:none|no declarations)\b",
    re.IGNORECASE,
)
_NARRATIVE = re.compile(
    r"(?:councillor|cllr|mr|mrs|ms|miss|dr|the meeting|members|officers|note|in response|following|there"
    r"|it was (?!resolved))\b",
    re.I,
)


@dataclass
class Decision:
    """One decision as minuted; `page` and `box` are those of its operative sentence."""

    kind: str
    text: str
    page: int
    box: Box
    vote: str | None = None
    moved_by: str | None = None
    seconded_by: str | None = None


def decisions_of(paragraphs: Sequence[Paragraph], body: str | None) -> list[Decision]:
    """The decisions that the paragraphs of one item record, in order. `body` is the body that met."""
    return _Reader(body, paragraphs).read()


@dataclass
class _Reader:
    """Reads an item's paragraphs from first to last.

    `heard` is what was said since the last decision, `said` since the last one that was not on an amendment.
    """

    body: str | None
    paragraphs: Sequence[Paragraph]
    found: list[Decision] = field(default_factory=list)
    heard: list[Said] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    on_amendment: bool = False  # while what is told stands below the heading "Amendment"
    on_grounds: bool = False  # while what is told stands below the heading "Reasons" or "Alternatives considered"
    resolved: int = 0  # how many of the first decisions found lead up to the last marked one

    def read(self) -> list[Decision]:
        """The decisions. A report "received" before the item's resolution was only what the resolution is about."""
        index = 0
        while index < len(self.paragraphs):
            index += self._read(index)
        return [
            decision for at, decision in enumerate(self.found) if decision.kind != "received" or at >= self.resolved
        ]

    def _read(self, index: int) -> int:
        """Read the paragraph at `index`; how many paragraphs were used up."""
        paragraph = self.paragraphs[index]
        text, start = paragraph.text, 0
        if number := _LEAD_NUMBER.match(text):
            start = number.end()
        if is_one_of(text, "decisions", "grounds"):
            self.on_grounds = True
        elif paragraph.emphasised:
            self.on_grounds = False
        if topic := _TOPIC.fullmatch(text[start:]):
            self.on_amendment = topic["amendment"] is not None
            self._hear(text)
            return 1
        if result := result_line(text[start:]):
            self._result(index, start, len(text), result, alone=True)
            return 1
        if labelled := find_label(text[start:]):
            return self._labelled(index, start, *labelled)
        if is_one_of(text, "decisions", "stops"):
            self._hear(text)
            return 1
        if _BODY_ONLY.fullmatch(text[start:]) and (parts := take_parts(text, self.paragraphs[index + 1 :])):
            listed = self.paragraphs[index + 1 : index + 1 + parts]
            if kinds := [kind for part in listed if (kind := opening_kind(part.text))]:
                kind = next(kind for kind in load("decisions")["precedence"] if kind in kinds)
                self._add(kind, paragraph, start, len(text), listed)
                return 1 + parts
        spans = sentences(text[start:])
        for place, span in enumerate(spans):
            operative = find_operative(span, opens=place == 0, body=self.body)
            begin = start + span.start_char
            if operative and operative.marked:
                self.on_grounds = False
                return self._resolution(index, begin, operative)
            if self.on_grounds:
                self._hear(span.text)
                continue
            if result := result_in(span.text):
                alone = result_line(span.text) is not None
                self._result(index, begin, start + span.end_char, result, alone=alone)
                continue
            if operative is None and _ALL_AGREED.search(span.text) and find_movers(span.text):
                self._add("agreed", paragraph, begin, start + span.end_char, [])
                continue
            if operative is None or (_AGREED_MOTION.search(span.text) and self._resolution_follows(index)):
                self._listen(span.text)
                continue
            last = place == len(spans) - 1
            parts = 0
            if last and not speaks_of_amendment(span.text):
                parts = (
                    take_parts(span.text, self.paragraphs[index + 1 :])
                    if span.text.rstrip().endswith((":", "that", "–", "-"))
                    else 0
                )
            self._add(
                operative.kind, paragraph, begin, start + span.end_char, self.paragraphs[index + 1 : index + 1 + parts]
            )
            if not last and is_vote(spans[place + 1].text):
                self.found[-1].vote = read_vote(spans[place + 1].text)
            if parts:
                return 1 + parts
        return 1

    def _listen(self, said: str) -> None:
        """Keep what is said; a vote or the movers stated right behind a decision are that decision's."""
        last = self.found[-1] if self.found and not self.heard else None
        if last and last.vote is None and is_vote(said):
            last.vote = read_vote(said)
        elif last and last.moved_by is None and _MOVED_ONLY.match(said) and (movers := find_movers(said)):
            last.moved_by, last.seconded_by = movers
            return
        self._hear(said)

    def _hear(self, said: str) -> None:
        self.heard.append(Said(said, self.on_amendment or speaks_of_amendment(said)))

    def _resolution(self, index: int, begin: int, operative: Operative) -> int:
        """A decision from its operative word to the end of its last part."""
        paragraph = self.paragraphs[index]
        end = _end_of(paragraph.text, begin)
        parts = take_parts(paragraph.text[begin:end], self.paragraphs[index + 1 :]) if end == len(paragraph.text) else 0
        self.resolved = len(self.found)
        self._add(operative.kind, paragraph, begin, end, self.paragraphs[index + 1 : index + 1 + parts])
        if end < len(paragraph.text):
            self._listen(paragraph.text[end:].strip())
        return 1 + parts

    def _labelled(self, index: int, start: int, label: str, rest: int) -> int:
        """A decision behind a label ("Decision:"), in the same paragraph or in the next ones."""
        paragraph = self.paragraphs[index]
        following = self.paragraphs[index + 1 :]
        lead = paragraph.text[start:]
        parts = take_parts(lead if lead.endswith(":") else f"{lead}:" if not rest else lead, following)
        said = " ".join([paragraph.text[start + rest :] if rest else "", *(part.text for part in following[:parts])])
        if not said.strip() and label not in load("decisions")["markers"]:
            self._hear(paragraph.text)
            return 1
        heads = not rest and bool(parts) and label not in load("decisions")["markers"]
        if heads and self._says_by_itself(following[0].text):
            return 1
        self.resolved = len(self.found)
        kind = kind_of_label(label, said, self.body)
        if heads:  # "Decision" over what was decided: its heading, not its words
            self._add(kind, following[0], 0, len(following[0].text), following[1:parts])
        else:
            end = _end_of(paragraph.text, start)
            self._add(kind, paragraph, start, end, following[:parts])
            if end < len(paragraph.text):
                self._listen(paragraph.text[end:].strip())
        return 1 + parts

    def _says_by_itself(self, text: str) -> bool:
        """Whether a paragraph would be read as a decision without the label over it."""
        first = sentences(text)[0]
        return bool(_BODY_ONLY.fullmatch(text) or find_operative(first, opens=True, body=self.body))

    def _result(self, index: int, begin: int, end: int, result: str, *, alone: bool) -> None:
        """The result of a vote: a decision, unless it carries a motion that a resolution then states.

        Where it stands `alone` on its line, the sentence that put or moved the matter goes before it.
        """
        paragraph = self.paragraphs[index]
        told = paragraph.text[begin:end]
        heard = [said.text for said in reversed(self.heard)]
        put = next((said for said in heard if _PUT.search(said)), None)
        moved = next((said for said in heard if find_movers(said)), None)
        before = (put or moved or "") if alone and not _PUT.search(told) else ""
        amendment = speaks_of_amendment(told) or speaks_of_amendment(before)
        self._hear(told)
        if result != "rejected" and not amendment and self._resolution_follows(index):
            return
        kind = "elected" if result != "rejected" and elects(before) else result
        self._add(kind, paragraph, begin, end, [], before=before, amendment=amendment)

    def _resolution_follows(self, index: int) -> bool:
        for paragraph in self.paragraphs[index + 1 : index + 3]:
            number = _LEAD_NUMBER.match(paragraph.text)
            text = paragraph.text[number.end() if number else 0 :]
            spans = sentences(text)
            if find_label(text) or any(
                (found := find_operative(span, opens=at == 0, body=self.body)) and found.marked
                for at, span in enumerate(spans)
            ):
                return True
        return False

    def _add(
        self,
        kind: str,
        paragraph: Paragraph,
        begin: int,
        end: int,
        parts: Sequence[Paragraph],
        *,
        before: str = "",
        amendment: bool | None = None,
    ) -> None:
        if _NO_DECISION.search(" ".join([paragraph.text[begin:end], *(part.text for part in parts)])):
            return
        self.said.extend(self.heard)
        own = paragraph.text[begin:end].strip()
        text = "\n".join([*([before] if before else []), own, *(part.text for part in parts)])
        page, box = paragraph.place(begin, end)
        amends = speaks_of_amendment(own) if amendment is None else amendment
        movers = find_movers(own) or movers_for(self.said, amendment=amends)
        heard = [said.text for said in self.heard]
        vote = read_vote(text) or (count_in(heard) if any(map(_PUT.search, heard)) else None)
        if vote is None:
            vote = next((read_vote(said) for said in heard[-2:] if is_vote(said)), None)
        if vote is None and heard and _OUTCOME.search(heard[-1]):  # "… by show of hands, this was unanimously agreed."
            vote = read_vote(heard[-1])
        self.found.append(Decision(kind, text, page, box, vote, *movers))
        self.heard = []
        if not amends:
            self.said = []


def _end_of(text: str, begin: int) -> int:
    """Where a resolution that begins in a paragraph ends: with it, or before a sentence on something else."""
    spans = sentences(text[begin:])
    for span in spans[1:]:
        told = text[begin : begin + span.start_char]
        if told.count("(") > told.count(")"):
            continue
        if _NARRATIVE.match(span.text) or is_vote(span.text) or is_one_of(span.text, "decisions", "stops"):
            return begin + int(span.start_char)
    return len(text)
