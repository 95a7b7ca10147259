"""Our table finder beside pdfplumber's and camelot's, on packs whose tables are known.

    python tools/compare.py [--truth DIR] [PDF …]      default: the sample packs that have a text layer

A table counts as found where a finder has one of the same rows and columns beginning on the same page. Finders that
know nothing of page breaks cannot find tables that run over one; the second figure leaves those out.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import camelot
import pdfplumber

from extractors.pages.reading import read_file
from extractors.tables.find import find_tables

ROOT = Path(__file__).resolve().parent.parent
Shape = tuple[int, int, int]
"""Page, rows, columns."""


def ours(path: Path) -> list[Shape]:
    tables, _ = find_tables(read_file(path.read_bytes()).pages)
    return [(table.page, table.rows, table.cols) for table in tables]


def plumber(path: Path) -> list[Shape]:
    with pdfplumber.open(path) as pdf:
        return [
            (page.page_number, len(table.rows), max(len(row.cells) for row in table.rows))
            for page in pdf.pages
            for table in page.find_tables()
        ]


def camelot_flavour(flavour: str) -> Callable[[Path], list[Shape]]:
    def find(path: Path) -> list[Shape]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pages without tables, one warning each
            tables = camelot.read_pdf(str(path), pages="all", flavor=flavour)
        return [(int(table.page), *table.shape) for table in tables]

    return find


FINDERS: dict[str, Callable[[Path], list[Shape]]] = {
    "this project": ours,
    "pdfplumber": plumber,
    "camelot lattice": camelot_flavour("lattice"),
    "camelot stream": camelot_flavour("stream"),
    "camelot network": camelot_flavour("network"),
}


def known(path: Path, truth: Path) -> list[tuple[Shape, bool]]:
    """The tables of a pack, each with whether it stays on one page."""
    rows = json.loads((truth / path.stem / "tables.json").read_text(encoding="utf-8"))
    return [((row["page"], row["rows"], row["cols"]), row["page"] == row["last_page"]) for row in rows]


def found(wanted: Iterable[Shape], offered: Iterable[Shape]) -> int:
    return (Counter(wanted) & Counter(offered)).total()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdf", nargs="*", type=Path)
    parser.add_argument("--truth", type=Path, default=ROOT / "tests" / "truth")
    asked = parser.parse_args()
    paths = asked.pdf or [path for path in sorted((ROOT / "raw_packs").glob("*.pdf")) if "scanned" not in path.stem]
    lines = [f"{'finder':18s}{'offered':>8s}{'right':>12s}{'on one page':>14s}{'seconds':>9s}"]
    for name, finder in FINDERS.items():
        start = time.perf_counter()
        offered = right = right_whole = tables = whole = 0
        for path in paths:
            truth, shapes = known(path, asked.truth), finder(path)
            offered += len(shapes)
            tables += len(truth)
            whole += sum(one for _, one in truth)
            right += found((shape for shape, _ in truth), shapes)
            right_whole += found((shape for shape, one in truth if one), shapes)
        seconds = time.perf_counter() - start
        lines.append(f"{name:18s}{offered:8d}{right:6d} of {tables:<3d}{right_whole:8d} of {whole:<3d}{seconds:9.1f}")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
