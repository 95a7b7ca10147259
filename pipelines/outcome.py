"""What became of one file that was to be loaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipelines.manifest import Manifest

State = Literal["loaded", "unchanged", "refused", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`refused` is the file's fault, `failed` ours; both say why. `trace` is where in our code it failed."""

    name: str
    state: State
    manifest: Manifest | None = None
    sha256: str | None = None
    size: int | None = None
    reason: str | None = None
    page: int | None = None
    seconds: float = 0.0
    trace: str | None = None

    @property
    def well(self) -> bool:
        return self.state in ("loaded", "unchanged")
