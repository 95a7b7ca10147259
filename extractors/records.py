"""What readers hand on: records (rows of a contract table) and issues (what could not be read, and why)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractors.geometry import Box

Record = dict[str, object]
"""One row of a contract table by column name, without `pack_id`, which is added once for the whole pack."""

Stage = Literal["pages", "papers", "tables", "facts", "checks"]


@dataclass(frozen=True, slots=True)
class Issue:
    """A failure or a doubt as a row: where, what was expected, what was seen."""

    stage: Stage
    severity: Literal["error", "warning"]
    code: str  # a short stable name, as `page_failed`, `unmapped_money_table`
    message: str
    page: int | None = None
    box: Box | None = None
    table_id: str | None = None

    def record(self) -> Record:
        where = self.box.columns() if self.box else dict.fromkeys(Box._fields)
        return {
            "stage": self.stage,
            "severity": self.severity,
            "code": self.code,
            "message": self.message,
            "page": self.page,
            "table_id": self.table_id,
            **where,
        }
