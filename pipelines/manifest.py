"""What was published, told beside it in a little JSON, so that the next load and `packs status` open no Parquet."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """One published pack. `pages` counts them by status, `rows` by table."""

    pack_id: str
    file_name: str
    sha256: str
    software_version: str
    loaded_at: dt.datetime
    pages: dict[str, int]
    rows: dict[str, int]
    checks_failed: int
    issues: int

    def write(self, folder: Path) -> None:
        content = asdict(self) | {"loaded_at": self.loaded_at.isoformat()}
        (folder / NAME).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Manifest | None:
        """The manifest of a generation; None where the folder holds no published pack."""
        try:
            content = json.loads((folder / NAME).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        known = {field.name: content[field.name] for field in fields(cls)}
        return cls(**known | {"loaded_at": dt.datetime.fromisoformat(content["loaded_at"])})
