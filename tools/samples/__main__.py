"""Typesets the sample packs into raw_packs/ and writes the truth of each to tests/truth/: python -m tools.samples."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.samples.packs import SAMPLES

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Writes all files, saying which."""
    for typeset in SAMPLES.values():
        sample = typeset()
        path = ROOT / "raw_packs" / sample.file_name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(sample.pdf)
        sample.truth.write(ROOT / "tests" / "truth" / path.stem)
        sys.stdout.write(f"{path.relative_to(ROOT)}  {len(sample.pdf):,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
