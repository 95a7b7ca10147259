"""Who wrote a paper, with the post as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.papers.head import PageHead
from extractors.papers.labels import people_of
from extractors.papers.paper import PaperKind

_LAST = 3  # pages of a paper in which a contact block may stand
_PERSON = re.compile(
    r"(?:(?:Cllr|Dr|Mr|Mrs|Ms|Miss|Prof)\.?\s+)?[A-Z][a-z'\u2019-]+(?:\s+[A-Z]\.?)?(?:\s+(?:Mc|Mac|O['\u2019])?[A-Z][a-z'\u2019-]+){1,2}"
)


def author_of(kind: PaperKind, heads: Sequence[PageHead]) -> str | None:
    """The author from the head block, else from the contact block at the end, else (slides) from under the title.

    Who is only named as the one to ask is the author where nobody else is.
    """
    if kind == "presentation":
        return _speaker(heads[0])
    entries = [entry for place in (heads[0], *heads[1:][-_LAST:]) for entry in place.labelled if entry.lines]
    for label in ("author", "contact"):
        for entry in entries:
            people = people_of(entry.lines) if entry.kind == label else None
            if people and _reads_as_people(people):
                return people
    return None


def _reads_as_people(text: str) -> bool:
    words = [word for word in text.split() if any(char.isalpha() for char in word)]
    return len(words) >= 2 and words[0][0].isupper() and len(text) < 400


def _speaker(head: PageHead) -> str | None:
    """A line under the title of the first slide that is a name and nothing else."""
    return next((line.text for line in head.top[1:5] if _PERSON.fullmatch(line.text)), None)
