"""The sample packs: typeset alike each time, and with the truth that stands on their pages."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tools.samples.packs import SAMPLES, Sample
from tools.samples.sheets import boxed_table_fpdf, joined, paragraphs, ruled_table

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "raw_packs").glob("*.pdf"))
TYPESET = [path for path in FILES if "scanned" not in path.stem]
PACK = ROOT / "raw_packs" / "threeways_2024-10-17.pdf"
Row = dict[str, Any]


@cache
def sample(name: str) -> Sample:
    return SAMPLES[name]()


@cache
def page_texts(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def squashed(text: str) -> str:
    """Without white space, so that a line or a cell break inside a phrase does not count."""
    return re.sub(r"\s+", "", text)


def truth(path: Path, table: str) -> list[Row]:
    rows: list[Row] = json.loads((ROOT / "tests" / "truth" / path.stem / f"{table}.json").read_text())
    return rows


@pytest.mark.parametrize("name", SAMPLES)
def test_typesetting_again_gives_the_committed_file(name: str) -> None:
    made = sample(name)
    kept = (ROOT / "raw_packs" / made.file_name).read_bytes()
    # Other versions of the typesetting libraries may write other bytes, but never another text.
    assert made.pdf == kept or page_texts(made.pdf) == page_texts(kept)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_committed_truth_is_what_was_typeset(name: str) -> None:
    made = sample(name)
    folder = ROOT / "tests" / "truth" / Path(made.file_name).stem
    assert {path.name: path.read_text() for path in folder.iterdir()} == made.truth.files()


def test_every_sample_is_committed_and_all_are_small() -> None:
    assert {path.name for path in FILES} == {sample(name).file_name for name in SAMPLES}
    assert sum(path.stat().st_size for path in FILES) < 3_000_000


@pytest.mark.parametrize("path", TYPESET, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    ("table", "field"),
    [
        ("budgets", "raw_text"),
        ("kpis", "actual_text"),
        ("kpis", "target_text"),
        ("kpis", "indicator"),
        ("recommendations", "text"),
        ("agenda_items", "title"),
        ("attendance", "person"),
        ("minute_items", "title"),
        ("tables", "title"),
    ],
)
def test_what_the_truth_names_stands_on_its_page(path: Path, table: str, field: str) -> None:
    texts = page_texts(path.read_bytes())
    for row in truth(path, table):
        if row.get(field):
            assert squashed(row[field]) in squashed(texts[row["page"] - 1]), row


@pytest.mark.parametrize("field", ["ref", "action", "outcome", "owner", "target_text", "progress", "next_steps"])
def test_each_action_stands_on_its_page_or_runs_over_to_the_next(field: str) -> None:
    texts = [*page_texts(PACK.read_bytes()), ""]
    for row in truth(PACK, "rag_actions"):
        here = squashed(texts[row["page"] - 1] + texts[row["page"]])
        assert all(word in here for word in (row.get(field) or "").split()), row


@pytest.mark.parametrize("path", TYPESET, ids=lambda path: path.stem)
def test_the_text_of_each_minute_is_in_the_file(path: Path) -> None:
    whole = squashed(re.sub(r"(?m)^(Page )?\d+\s*$", "", "\n".join(page_texts(path.read_bytes()))))
    for row in [*truth(path, "minute_items"), *truth(path, "decisions")]:
        for line in row["text"].split("\n"):
            assert squashed(line) in whole
    texts = page_texts(path.read_bytes())
    for row in truth(path, "decisions"):
        assert squashed(row["text"])[:40] in squashed(texts[row["page"] - 1])


def test_printed_page_ranges_agree_with_the_stamps() -> None:
    texts = page_texts(PACK.read_bytes())
    stamped = {}
    for number, text in enumerate(texts, start=1):
        if found := re.search(r"(?m)^Page (\d+)\s*$", text):
            stamped[found[1]] = number
    for item in truth(PACK, "agenda_items"):
        if item["first_label"]:
            assert f"Agenda Item {item['item_no']}" in texts[stamped[item["first_label"]] - 1]
            assert f"(Pages {item['first_label']} - {item['last_label']})" in texts[2]
            assert item["last_label"] in stamped


def test_the_pack_has_turned_sheets_and_blank_pages() -> None:
    document = pypdfium2.PdfDocument(PACK.read_bytes())
    turned = [page.get_rotation() for page in document]
    document.close()
    assert turned.count(90) > 10
    assert sum("intentionally left blank" in text for text in page_texts(PACK.read_bytes())) == 3


def test_a_scan_is_pictures_of_the_minutes_and_nothing_else() -> None:
    scan = next(path for path in FILES if "scanned" in path.stem)
    plain = scan.with_name(scan.name.replace("_scanned", ""))
    texts = page_texts(scan.read_bytes())
    assert "".join(texts) == ""
    assert len(texts) == len(page_texts(plain.read_bytes()))
    assert truth(scan, "decisions") == truth(plain, "decisions")


def test_only_the_pack_has_slips_and_each_is_printed_on_its_page() -> None:
    texts = [squashed(text) for text in page_texts(PACK.read_bytes())]
    slips = truth(PACK, "findings")
    assert len({slip["check"] for slip in slips}) >= 6
    for slip in slips:
        printed: str = "Green" if slip["actual"] == "G" else slip["actual"]
        assert squashed(printed) in texts[slip["page"] - 1], slip
    assert [truth(path, "findings") for path in FILES if path != PACK] == [[]] * (len(FILES) - 1)


def totals() -> Iterator[tuple[str, str, Decimal, Decimal]]:
    """Title, column, sum of the lines and printed total of every table that ends in a total of all its lines."""
    for path in TYPESET:
        for title, rows in groupby(truth(path, "budgets"), key=lambda row: row["table_title"]):
            columns: dict[str, list[Row]] = defaultdict(list)
            for row in rows:
                columns[row["column_label"]].append(row)
            for label, column in columns.items():
                if column[-1]["is_total"] and "reserve" not in title:
                    lines = [Decimal(row["amount_gbp"]) for row in column if not row["is_total"]]
                    yield title, label, sum(lines, Decimal(0)), Decimal(column[-1]["amount_gbp"])


def test_every_column_adds_up_but_the_one_planted() -> None:
    checked = list(totals())
    wrong = [(title[:7], label) for title, label, lines, total in checked if lines != total]
    assert len(checked) > 40
    assert wrong == [("Table 3", "Expenditure | £m")]


def test_percentages_rated_green_have_met_their_target_but_for_the_planted_one() -> None:
    for row in truth(PACK, "kpis"):
        if row["rag"] != "G" or row["actual"] is None or row["unit"] != "%":
            continue
        planted = row["indicator"].startswith("% of complaints")
        assert (row["actual"] >= row["target"]) is not planted


ROWS = [["Service", "2024/25", None], [None, "Budget £m", "Forecast £m"], ["Libraries", "1.204", "(0.300)"]]
SPANS = {(0, 0): (2, 1), (0, 1): (1, 2)}


@pytest.mark.parametrize("typeset", [ruled_table, boxed_table_fpdf], ids=["office", "browser"])
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_small_table_reads_upright_whatever_the_rotation(typeset: Any, rotate: int) -> None:
    data = typeset(ROWS, header_rows=2, spans=SPANS, rotate=rotate, above=["Table 1 – Budget"], page=(500.0, 300.0))
    page = pypdfium2.PdfDocument(data)[0]
    assert (page.get_rotation(), page.get_size()) == (rotate, (500, 300))
    picture = page.render(scale=1).to_numpy()[:, :, 0]
    inked = [index for index, line in enumerate(picture) if line.min() < 128]
    assert inked[0] < 70, "the table stands at the head of the page"
    assert inked[-1] < 150


@pytest.mark.parametrize("typeset", [ruled_table, boxed_table_fpdf], ids=["office", "browser"])
def test_a_fill_is_drawn_in_its_cell(typeset: Any) -> None:
    data = typeset([["Ref", "RAG"], ["A1", ""]], fills={(1, 1): "#00b050"}, page=(500.0, 300.0))
    picture = pypdfium2.PdfDocument(data)[0].render(scale=1, rev_byteorder=True).to_numpy()
    green = (abs(picture[:, :, :3].astype(int) - (0x00, 0xB0, 0x50)).sum(axis=2) < 12).nonzero()
    assert green[1].min() >= 249, "only the right half of the row is filled"
    assert green[0].max() - green[0].min() < 20


def test_paragraphs_and_joined_files() -> None:
    first, second = paragraphs(["RECOMMENDATIONS", "1.1 To note the report."]), paragraphs(["Next"], route="browser")
    texts = page_texts(joined(first, second))
    assert ["".join(text.split("\r\n")[-1:]) for text in texts] == ["1.1 To note the report.", "Next"]
