"""The name of the body that met, as it calls itself, read from the head of its minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.facts.meetings.paragraph import Paragraph
from extractors.facts.meetings.wording import plain
from extractors.papers.naming import after_lead, is_council, named, own_meeting, whole_name
from extractors.reference import load
from extractors.text.casing import own_letters

if TYPE_CHECKING:
    from extractors.pack import Pack

_LINES = 12  # of the head that may name the body


def find_body(head: Sequence[Paragraph], pack: Pack) -> str | None:
    """The body's name from the head of minutes, else the pack's own body; None where neither names one.

    A name set in capitals takes the spelling that the running text gives it ("ferrySource Committee"); a council that
    met as such goes by what it calls its own meeting.
    """
    texts = [paragraph.text for paragraph in head[:_LINES]]
    name = _after_lead(texts) or _alone(texts)
    own = pack.front_sheet.body
    if name is None or (own and plain(own) == plain(whole_name(name, [own]))):
        return own
    return own_letters(own_meeting(name) if is_council(name) else name, (passage.text for passage in pack.passages))


def _after_lead(texts: Sequence[str]) -> str | None:
    """The name behind "Minutes of a meeting of the …", which may run on over the lines below."""
    for index, text in enumerate(texts):
        if name := after_lead("\n".join(texts[index : index + 3]), begins_by=len(text)):
            return name
    return None


def _alone(texts: Sequence[str]) -> str | None:
    """The name on a line of its own, or beside the word "Minutes"."""
    found: list[str] = []
    for text in texts:
        words = re.sub(r"[-–—:|]+", " ", text).split()
        marks = {*load("minutes")["head_words"], *load("minutes")["meeting_words"]}
        kept = [word for word in words if plain(word) not in marks]
        name = named(" ".join(kept))
        if name and "," not in " ".join(kept[-3:]) and len(kept) <= len(name.split()) + 2 and not is_council(name):
            found.append(name)
    return next((name for name in found if not plain(name).endswith("council")), found[0] if found else None)
