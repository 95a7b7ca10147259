"""How long reading takes: our page layer (words, lines, fills and colours) beside pdfplumber's words, one process each.

    python tools/bench.py [PDF]      default: the longest of ../shared/packs, else of raw_packs/

Scanned pages are left out on both sides: OCR is another matter. Prints seconds, pages a second, and the ratio.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2

from extractors.pages.furniture import tell_furniture
from extractors.pages.pdfium import open_document, read_pages
from extractors.pages.turning import turn_upright

ROOT = Path(__file__).resolve().parent.parent


def ours(path: str) -> tuple[float, int]:
    """Seconds, and words found, for every page read with all that is drawn on it."""
    start = time.perf_counter()
    document = open_document(Path(path).read_bytes())
    pages = tell_furniture([turn_upright(page) for page in read_pages(document)])
    return time.perf_counter() - start, sum(len(page.words) + len(page.furniture) for page in pages)


def plumber(path: str) -> tuple[float, int]:
    """Seconds, and words found, for pdfplumber extracting the words of every page."""
    start = time.perf_counter()
    words = 0
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            words += len(page.extract_words())
            page.close()
    return time.perf_counter() - start, words


def alone(work: Callable[[str], tuple[float, int]], path: Path) -> tuple[float, int]:
    """The result of the work in a fresh process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, (str(path),))


def longest() -> Path:
    """The pack with the most pages."""
    shared = sorted((ROOT.parent / "shared" / "packs").glob("*.pdf"))
    packs = shared or sorted((ROOT / "raw_packs").glob("*.pdf"))
    return max(packs, key=lambda path: len(pypdfium2.PdfDocument(path)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdf", nargs="?", type=Path)
    path = parser.parse_args().pdf or longest()
    count = len(pypdfium2.PdfDocument(path))
    lines = [f"{path.name}: {count} pages"]
    seconds = {}
    for name, work in (("this project", ours), ("pdfplumber", plumber)):
        seconds[name], words = alone(work, path)
        lines.append(f"{name:14s}{seconds[name]:8.2f} s{count / seconds[name]:8.1f} pages/s{words:9,d} words")
    lines.append(f"ratio {seconds['this project'] / seconds['pdfplumber']:.2f}")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
