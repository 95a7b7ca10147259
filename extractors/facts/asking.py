"""The words by which reports ask: headings, lead-ins, verbs (reference data: `reference/recommendations.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors.reference import load

_NO_CLAUSE = frozenset(["is", "was", "said", "means", "meant", "would", "will", "has", "had", "may", "being", "in"])
"""Words behind a "that" which points back and opens no clause: "That said", "That is why"."""


@cache
def _headings() -> frozenset[str]:
    return frozenset(heading.casefold() for heading in load("recommendations")["headings"])


def is_heading(text: str) -> bool:
    """Whether the text is a heading over recommendations, whatever its number and colon."""
    plain = re.sub(r"^[\d.()|\s]+", "", text).strip(" :.-\u2013|*").casefold()
    return " ".join(plain.split()) in _headings()


@cache
def lead_in() -> re.Pattern[str]:
    """What leads in what is asked: "The Committee is asked to", "It is recommended that"."""
    body = r"(?:[\w'\u2019&,()/-]+\s+){1,14}?"
    forms = []
    for lead in sorted(load("recommendations")["lead_ins"], key=len, reverse=True):
        form = (
            re.escape(lead)
            .replace(r"\ ", r"\s+")
            .replace(r"\{body\}\s+", body)
            .replace(r"\{body\}", body.removesuffix("?") + "?")
        )
        forms.append(form if lead != "RECOMMENDED" else "(?-i:RECOMMENDED)")
    return re.compile(rf"(?:{'|'.join(forms)})(?!\w)", re.I)


@cache
def heading_run_in() -> re.Pattern[str]:
    """A heading that runs into its text: "Recommendation: That …"."""
    headings = "|".join(re.escape(heading) for heading in sorted(_headings(), key=len, reverse=True))
    return re.compile(rf"(?:[\d.]+\s+)?(?:{headings})\s*[:.\u2013-]\s*(?=\S)", re.I)


@cache
def numbered_heading() -> re.Pattern[str]:
    """The heading over one of several: "Recommendation 2: That …", "RECOMMENDATION 1"."""
    headings = "|".join(re.escape(heading) for heading in sorted(_headings(), key=len, reverse=True))
    return re.compile(rf"(?P<heading>{headings})\s+(?P<number>\d{{1,2}})\s*(?:[:.\u2013-]\s*|$)", re.I)


def refuses(text: str) -> bool:
    """Whether the text ends a list of recommendations: reasons, options, reminders."""
    return text.casefold().startswith(tuple(start.casefold() for start in load("recommendations")["not_asked"]))


def is_remark(text: str) -> bool:
    """Whether the text only points elsewhere ("Please refer to section 3"): it is passed over."""
    return text.casefold().startswith(tuple(start.casefold() for start in load("recommendations")["remarks"]))


def asks(text: str) -> bool:
    """Whether the text asks by itself: "The Committee is asked to note", "To note", "That the report be noted".

    In a section of recommendations every clause behind "That" is asked, whatever its verb.
    """
    return bool(lead_in().match(text) or _active().match(text)) or _begins_with_verb(text)


def _begins_with_verb(text: str) -> bool:
    words = re.findall(r"[A-Za-z]+", text)[:6]
    fillers = set(load("recommendations")["fillers"])
    first = next((word for word in words if word.casefold() not in fillers), "").casefold()
    if first in _verbs() or first in _other_verbs():
        return True
    return len(words) > 1 and words[0].casefold() == "that" and words[1].casefold() not in _NO_CLAUSE


@cache
def _other_verbs() -> frozenset[str]:
    """Verbs that ask for something which the classes of verbs have no name for."""
    return frozenset(load("recommendations")["other_verbs"])


@cache
def _verbs() -> dict[str, str]:
    return {form: verb for verb, forms in load("recommendations")["verbs"].items() for form in forms}


def read_verb(text: str) -> str | None:
    """The operative verb: the first one behind the lead-in; of two joined at once ("consider and agree") the weightier.

    "That the report be noted" is read by its participle. None where there is no known verb.
    """
    data = load("recommendations")
    lead = lead_in().match(text)
    rest = text[lead.end() :] if lead else text
    words = [word.casefold() for word in re.findall(r"[A-Za-z]+(?:['\u2019-][A-Za-z]+)*|[,;]", rest)]
    start = next((index for index, word in enumerate(words) if word not in data["fillers"]), len(words))
    if start < len(words) and words[start] in _verbs():
        return _weightiest(words[start:])
    if start < len(words) and words[start] in _other_verbs():
        return None
    active = _active().match(rest)
    if active:
        return _verbs()[active[1].casefold()]
    passive = re.search(r"\b(?:be|is|are)\s+(?:\w+ly\s+)?(\w+)", rest, re.I)
    if passive and passive[1].casefold() in _verbs():
        return _verbs()[passive[1].casefold()]
    if passive:
        for match in re.finditer(r"\b(?:be|and|is|are)\s+(?:\w+ly\s+)?(\w+ed)\b", rest, re.I):
            if match[1].casefold() in _verbs():
                return _verbs()[match[1].casefold()]
    return next((_verbs()[word] for word in words[:30] if word in _verbs()), None)


@cache
def _active() -> re.Pattern[str]:
    """ "That the Committee notes": who is asked, then the verb."""
    asked = "|".join(re.escape(word) for word in load("recommendations")["asked"])
    return re.compile(
        rf"(?:that\s+)?(?:the\s+)?(?:[\w\u2019'-]+\s+){{0,5}}?(?:{asked})\s+(?:formally\s+|also\s+)?({'|'.join(_verbs())})\b",
        re.I,
    )


def _weightiest(words: Sequence[str]) -> str:
    weight = load("recommendations")["weight"]
    verbs = [_verbs()[words[0]]]
    index = 1
    while (
        index + 1 < len(words) and words[index] in ("and", ",", "or") and words[index + 1] in {*_verbs(), "and", "or"}
    ):
        if words[index + 1] in _verbs():
            verbs.append(_verbs()[words[index + 1]])
            index += 2
        else:
            index += 1
    return max(verbs, key=weight.index)
