"""Labels of the lists of people at the head of minutes: "Present:", "Apologies", "In attendance"."""

from __future__ import annotations

import re
from typing import Literal

from extractors.facts.meetings.people import read_people
from extractors.facts.meetings.wording import phrases, plain

Section = Literal["present", "apologies", "others"]

_LABEL = re.compile(r"(?P<label>[A-Za-z][A-Za-z '’&/-]{2,50}?)\s*(?::\s*[-–]?|\s[-–—]\s|\t)\s*(?P<rest>.*)", re.DOTALL)


def section_of(text: str) -> tuple[Section, str, str | None] | None:
    """The list that a label opens, what stands behind the label, and the label itself."""
    match = _LABEL.match(text)
    tries = [(match["label"], match["rest"])] if match else []
    words = text.split()
    tries.append((text.rstrip(" :-–"), ""))
    tries += [(" ".join(words[:count]), " ".join(words[count:])) for count in range(min(4, len(words) - 1), 0, -1)]
    for label, rest in tries:
        small = plain(label).strip(" .:-")
        for name in ("others", "apologies", "present"):
            if not phrases("people", name).fullmatch(small):
                continue
            stands_out = match is not None and label == match["label"]
            if rest and not (stands_out or labels_list(rest) or _label_stands_out(label, rest)):
                continue
            return name, rest.strip(), label
    return None


def labels_list(text: str) -> bool:
    """Whether a text is the label of a list, or several such labels side by side, and nothing else."""
    found = section_of(text)
    return found is not None and (not found[1] or labels_list(found[1]))


def _label_stands_out(label: str, rest: str) -> bool:
    """Whether words before a list without a colon are its label: a title follows them ("Present Councillors …")."""
    people = read_people(rest[:80])
    return (
        (label.isupper() or label.istitle()) and bool(people) and people[0].title is not None and people[0].start == 0
    )
