"""A correction as a reviewer wrote it down, and all those of one pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.checks.successive import BETWEEN_PACKS
from extractors.records import Record
from pipelines.version import corrected_version, software_version


@dataclass(frozen=True, slots=True)
class CellCorrection:
    """What a cell says (`text`), or what a fact that was read from it amounts to (`values`, by column).

    `printed` is the text of the cell as it was read when the correction was made: where it reads otherwise now, the
    correction is stale.
    """

    table: str
    row: int
    column: int
    printed: str
    who: str
    why: str
    text: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def place(self) -> tuple[str, int, int]:
        return self.table, self.row, self.column


@dataclass(frozen=True, slots=True)
class Settlement:
    """A finding that a reviewer has dealt with, known by its check and subject and perhaps more of its columns."""

    finding: Mapping[str, str | int]
    who: str
    why: str

    def record(self) -> Record:
        """The row of `settlements`."""
        return {**self.finding, "settled_by": self.who, "settlement": self.why}


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections of one pack."""

    cells: tuple[CellCorrection, ...] = ()
    settlements: tuple[Settlement, ...] = ()

    @property
    def of_one_pack(self) -> list[Settlement]:
        """The settlements of what the pack shows by itself. What it shows beside others is settled in the marts."""
        return [settlement for settlement in self.settlements if settlement.finding["check"] not in BETWEEN_PACKS]

    @property
    def version(self) -> str:
        """The version of the program, and where there are corrections theirs: one edited has its pack loaded again."""
        if not self.cells and not self.settlements:
            return software_version()
        return corrected_version(repr(self))
