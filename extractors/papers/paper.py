"""A paper of a pack, and an item of its agenda."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from extractors.geometry import Box

PaperKind = Literal["agenda", "minutes", "report", "appendix", "presentation"]


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: pages `first_page` to `last_page` of the file, both included; blank pages behind it belong to none."""

    document_id: str  # `01-agenda`, unique in the pack, in page order
    kind: PaperKind
    title: str
    first_page: int
    last_page: int
    title_box: Box
    agenda_item: str | None = None
    meeting_date: dt.date | None = None
    author: str | None = None

    def has(self, page: int) -> bool:
        return self.first_page <= page <= self.last_page


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item on the front sheet. Labels are the printed page range, which counts stamps, not pages of the file."""

    item_no: str
    title: str
    page: int
    box: Box
    purpose: str | None = None
    first_label: str | None = None
    last_label: str | None = None


@dataclass(frozen=True, slots=True)
class FrontSheet:
    """What the pack says of itself at its front: which body meets, when, where, and what is on the agenda."""

    body: str | None = None
    meeting_date: dt.date | None = None
    meeting_time: str | None = None  # as printed
    venue: str | None = None
    organisations: tuple[str, ...] = ()  # plain names of the councils whose pack it is
    members: tuple[tuple[str, str | None], ...] = ()  # (name as printed, organisation) of the members listed
    items: tuple[AgendaItem, ...] = ()
