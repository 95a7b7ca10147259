"""Full-text search: what the index holds, how it follows the packs, what is found by which words."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Row, full_row
from fpdf import FPDF
from PIL import Image
from typer.testing import CliRunner, Result

from extractors.geometry import Box
from extractors.pages.pdfium import open_document, read_page
from pipelines.cli.app import app
from pipelines.marts.build import build_marts
from pipelines.raw_packs import find_raw_packs
from pipelines.search import index
from pipelines.search.find import Found, NoWordsError, search
from pipelines.search.index import index_path, index_stale, refresh_index
from pipelines.search.pictures import matching, page_pictures
from pipelines.warehouse import Warehouse
from schemas.tables import TABLES

Publish = Callable[..., None]
SPRING, SUMMER = dt.date(2024, 4, 16), dt.date(2024, 7, 9)
SOLD = "RESOLVED that the depot in Mill Lane be sold."


def decision(
    text: str, *, item: str = "5", date: dt.date = SPRING, title: str = "Mill Lane Depot", **more: object
) -> Row:
    named = {"decision_id": f"cabinet/{date}/{item}/1", "body": "Cabinet", "meeting_date": date, "item_no": item}
    return full_row(TABLES["decisions"]) | named | {"item_title": title, "text": text} | more


def minute(text: str, *, item: str = "5", date: dt.date = SPRING, title: str = "Mill Lane Depot") -> Row:
    named = {"body": "Cabinet", "meeting_date": date, "item_no": item, "title": title, "text": text}
    return full_row(TABLES["minute_items"]) | named


def passage(text: str, ordinal: int = 1, heading: str | None = None) -> Row:
    return full_row(TABLES["passages"]) | {"text": text, "ordinal": ordinal, "heading": heading}


@pytest.fixture
def pack(publish: Publish) -> Publish:
    """Publish a pack with the decisions, minutes and passages named and no others."""

    def publish_pack(pack_id: str, *rows: Row, **more: object) -> None:
        columns = {name: set(TABLES[name].columns) for name in ("decisions", "minute_items", "passages")}
        sorted_rows = {name: [row for row in rows if set(row) == known] for name, known in columns.items()}
        publish(pack_id, sorted_rows, **more)

    return publish_pack


def found(warehouse: Warehouse, words: str) -> list[tuple[str, str]]:
    """Source and text of the hits."""
    refresh_index(warehouse)
    return [(hit.source, "".join(text for text, _ in hit.text)) for hit in search(warehouse, words).hits]


@pytest.mark.parametrize(
    "words", ["sold depot", "depots", "SOLD", '"mill lane"', "Mill-Lane", "dep*", "dépôt", 'sold "depot in mill"']
)
def test_words_are_found_in_any_form(warehouse: Warehouse, pack: Publish, words: str) -> None:
    pack("minutes", decision(SOLD))

    assert found(warehouse, words) == [("decision", SOLD)]


@pytest.mark.parametrize("words", ['"lane mill"', "lane-mill", "zebra", '"depot be sold"'])
def test_other_words_and_other_orders_are_not_found(warehouse: Warehouse, pack: Publish, words: str) -> None:
    pack("minutes", decision(SOLD))

    assert found(warehouse, words) == []


@pytest.mark.parametrize(
    "words", ["depot AND", "depot NOT sold", 'sold "', "depot (sold)", "depot^2 sold", "depot: sold"]
)
def test_what_is_an_operator_elsewhere_is_a_word(warehouse: Warehouse, pack: Publish, words: str) -> None:
    pack("minutes", decision(SOLD))

    assert found(warehouse, words) == [("decision", SOLD)]


def test_where_nothing_has_all_the_words_some_will_do_and_it_is_said(warehouse: Warehouse, pack: Publish) -> None:
    pack("minutes", decision(SOLD))
    refresh_index(warehouse)

    assert search(warehouse, "depot sold").loosely is False
    assert search(warehouse, "depot zebra").loosely is True
    assert search(warehouse, "zebra") == Found(())


@pytest.mark.parametrize("words", ["", "...", '""', "- _ *"])
def test_a_question_needs_words(warehouse: Warehouse, pack: Publish, words: str) -> None:
    refresh_index(warehouse)

    with pytest.raises(NoWordsError):
        search(warehouse, words)


def test_the_likeliest_comes_first(warehouse: Warehouse, pack: Publish) -> None:
    long = "The Committee went through the budget of the year, line by line, with the roads and the parks before it."
    pack("report", passage(long, 1), passage("The parks", 2), passage("The roads were mended.", 3))

    assert [text for _, text in found(warehouse, "parks")] == ["The parks", long]


def test_what_two_packs_print_is_one_hit_with_both_places(warehouse: Warehouse, pack: Publish) -> None:
    pack("minutes", decision(SOLD, page=2))
    pack("summer", decision(SOLD, page=7))
    refresh_index(warehouse)

    (hit,) = search(warehouse, "depot").hits

    assert sorted((place.pack_id, place.page) for place in (hit.place, *hit.also)) == [("minutes", 2), ("summer", 7)]


def test_a_minute_is_not_told_of_beside_its_decision_but_by_itself(warehouse: Warehouse, pack: Publish) -> None:
    said = f"The roof was discussed.\n{SOLD}"
    pack("minutes", decision(SOLD), minute(said), passage("The roof was discussed.", 1), passage(SOLD, 2))

    assert found(warehouse, "depot sold") == [("decision", SOLD)]
    assert found(warehouse, "roof") == [("minute", said)]


def test_the_heading_of_a_minute_is_no_passage(warehouse: Warehouse, pack: Publish) -> None:
    pack("minutes", minute("The roof was discussed."), passage("5. Mill Lane Depot", 1))

    assert [source for source, _ in found(warehouse, "mill lane")] == ["minute"]


def test_a_heading_makes_no_hits_of_all_that_stands_below(warehouse: Warehouse, pack: Publish) -> None:
    pack("report", passage("Depots", 1), passage("Two roofs leak.", 2, heading="Depots"))

    assert found(warehouse, "depots") == [("passage", "Depots")]


def test_a_pack_loaded_anew_replaces_its_entries(warehouse: Warehouse, pack: Publish) -> None:
    pack("minutes", decision(SOLD))
    pack("report", passage("Two roofs leak."))
    refresh_index(warehouse)
    assert not index_stale(warehouse)

    pack("minutes", decision("RESOLVED that the depot be kept."))

    assert index_stale(warehouse)
    assert found(warehouse, "depot") == [("decision", "RESOLVED that the depot be kept.")]
    assert found(warehouse, "roof") == [("passage", "Two roofs leak.")]


def test_an_index_that_is_up_to_date_is_left_alone(warehouse: Warehouse, pack: Publish) -> None:
    pack("minutes", decision(SOLD))
    refresh_index(warehouse)
    before = index_path(warehouse).read_bytes()

    refresh_index(warehouse)

    assert index_path(warehouse).read_bytes() == before


def test_a_refresh_that_breaks_off_changes_nothing(
    warehouse: Warehouse, pack: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack("minutes", decision(SOLD))
    refresh_index(warehouse)
    pack("minutes", decision("RESOLVED that the depot be kept."))
    with monkeypatch.context() as broken:
        broken.setattr(index, "_add", lambda *_: (_ for _ in ()).throw(OSError("the disk is full")))
        with pytest.raises(OSError, match="full"):
            refresh_index(warehouse)

    assert [hit.text[0][0] for hit in search(warehouse, "sold").hits] == ["RESOLVED that the depot in Mill Lane be "]


def test_an_index_of_another_version_is_made_anew(
    warehouse: Warehouse, pack: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack("minutes", decision(SOLD))
    refresh_index(warehouse)
    monkeypatch.setattr(index, "search_version", lambda: "another")

    assert index_stale(warehouse)
    assert found(warehouse, "depot") == [("decision", SOLD)]
    assert not index_stale(warehouse)


def test_a_damaged_index_is_made_anew(warehouse: Warehouse, pack: Publish) -> None:
    pack("minutes", decision(SOLD))
    index_path(warehouse).write_bytes(b"no database, but as long as the head of one" * 40)

    assert index_stale(warehouse)
    assert found(warehouse, "depot") == [("decision", SOLD)]


# The commands


def asked(*words: object, code: int = 0) -> Result:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def minuted(tmp_path: Path, warehouse: Warehouse, pack: Publish) -> Path:
    """A published pack whose PDF lies in the folder: two decisions, of which one speaks of a depot."""
    folder = tmp_path / "raw packs"
    folder.mkdir()
    page = FPDF(orientation="landscape", unit="pt", format=(300, 400))
    page.add_page()
    page.set_font("Helvetica", size=12)
    page.text(40, 60, "5. Mill Lane Depot")
    page.text(40, 100, SOLD)
    page.output(str(folder / "minutes.pdf"))
    (raw,) = find_raw_packs([folder])
    box = {"page": 1, "x0": 40.0, "top": 88.0, "x1": 320.0, "bottom": 104.0}
    hall = decision(
        "RESOLVED that the hall be let.", item="6", date=SUMMER, title="Village Hall", **box, kind="resolved"
    )
    pack(
        "cabinet-2024",
        decision(SOLD, **box, kind="agreed"),
        hall,
        minute("The depot's tenants will use it.", item="6", date=SUMMER, title="Village Hall"),
        file_name="minutes.pdf",
        sha256=raw.digested().sha256,
    )
    build_marts(warehouse)
    refresh_index(warehouse)
    return folder


def test_hits_are_printed_with_pack_page_and_link(minuted: Path, warehouse: Warehouse) -> None:
    shown = asked("search", "depot", "sold", "--packs", minuted, "-w", warehouse.root).stdout

    assert "decision  Cabinet, 2024-04-16, item 5: Mill Lane Depot" in shown
    assert f"{minuted / 'minutes.pdf'}#page=1" in shown
    assert "cabinet-2024, page 1" in shown
    assert "1 found" in shown


def test_without_the_pdf_the_link_has_its_name(minuted: Path, warehouse: Warehouse, tmp_path: Path) -> None:
    shown = asked("search", "depot sold", "--packs", tmp_path / "elsewhere", "-w", warehouse.root).stdout

    assert "   minutes.pdf#page=1" in shown


def test_show_writes_the_page_with_the_words_boxed(minuted: Path, warehouse: Warehouse, tmp_path: Path) -> None:
    to = tmp_path / "pictures"

    shown = asked("search", "sold", "--packs", minuted, "--show", to, "-w", warehouse.root).stdout

    (path,) = to.iterdir()
    assert path.name == "cabinet-2024-page1.png"
    assert str(path) in shown
    with Image.open(path) as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(picture.width * picture.height) or []}
    assert {(31, 119, 180), (230, 85, 13)} <= colours  # the frame of the hit, the box of a word


def test_show_says_which_pdf_is_missing(minuted: Path, warehouse: Warehouse, tmp_path: Path) -> None:
    to = tmp_path / "pictures"

    result = asked("search", "sold", "--packs", tmp_path / "none", "--show", to, "-w", warehouse.root)

    assert "No picture of cabinet-2024" in result.stderr
    assert list(to.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "items"),
    [
        ([], ["6", "5"]),
        (["--from", "2024-07-01"], ["6"]),
        (["--to", "2024-04-16"], ["5"]),
        (["--body", "cabin"], ["6", "5"]),
        (["--body", "council"], []),
        (["--kind", "agreed"], ["5"]),
        (["--kind", "agreed", "--kind", "resolved"], ["6", "5"]),
        (["--about", "sold"], ["5"]),
        (["--about", "depot"], ["5", "6"]),
        (["--about", "depot", "--from", "2024-07-01"], ["6"]),
        (["--limit", "1"], ["6"]),
    ],
)
def test_decisions_are_asked_for(minuted: Path, warehouse: Warehouse, options: list[str], items: list[str]) -> None:
    shown = asked("decisions", *options, "--packs", minuted, "-w", warehouse.root).stdout

    heads = [line for line in shown.splitlines() if ", item " in line]
    assert [head.split("item ")[1].split(":")[0] for head in heads] == items


def test_a_decision_found_by_its_minutes_alone_says_so(minuted: Path, warehouse: Warehouse) -> None:
    shown = asked("decisions", "--about", "tenants", "--packs", minuted, "-w", warehouse.root).stdout

    assert "RESOLVED that the hall be let." in shown
    assert "Found by the minutes of its item" in shown


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["search", "..."], "no words to search for"),
        (["decisions", "--kind", "dithered"], "no kind of decision is called 'dithered'"),
    ],
)
def test_a_question_that_cannot_be_asked_is_a_usage_error(
    minuted: Path, warehouse: Warehouse, words: list[str], complaint: str
) -> None:
    assert complaint in asked(*words, "-w", warehouse.root, code=2).stderr


@pytest.mark.parametrize("words", [["search", "depot"], ["decisions"]])
def test_without_a_warehouse_it_is_said_what_to_do(tmp_path: Path, words: list[str]) -> None:
    assert "run packs load first" in asked(*words, "-w", tmp_path / "none", code=2).stderr


def test_without_full_text_search_loads_go_on_and_a_search_says_why(
    minuted: Path, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "full_text", lambda: False)

    assert not index_stale(warehouse)
    complaint = asked("search", "depot", "-w", warehouse.root, code=2).stderr
    assert f"SQLite {sqlite3.sqlite_version} of this Python was built without full-text search (FTS5)" in complaint
    assert "2 decisions" in asked("decisions", "-w", warehouse.root).stdout


# The pictures


def test_only_words_in_a_row_make_up_a_phrase(minuted: Path) -> None:
    document = open_document((minuted / "minutes.pdf").read_bytes())
    words = read_page(document, 0).words
    document.close()

    assert [word.text for word in matching(words, {"mill lane"})] == ["Mill", "Lane", "Mill", "Lane"]
    assert [word.text for word in matching(words, {"lane mill"})] == []
    assert [word.text for word in matching(words, {"SOLD"})] == ["sold."]


def test_a_page_has_one_picture_for_all_its_hits(minuted: Path) -> None:
    data = (minuted / "minutes.pdf").read_bytes()
    hits = [(1, Box(40, 50, 200, 64), frozenset({"Mill"})), (1, Box(40, 88, 320, 104), frozenset({"sold"}))]

    ((page, picture),) = page_pictures(data, hits)

    assert page == 1
    assert picture.getpixel((74, 110)) == (31, 119, 180)
    assert picture.getpixel((74, 190)) == (31, 119, 180)
