"""The page layer: what a PDF page becomes, whichever program typeset it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from fpdf import FPDF
from reportlab.pdfgen.canvas import Canvas

from extractors.geometry import Box
from extractors.pages.chars import Char, Typeface, group_words
from extractors.pages.furniture import tell_furniture
from extractors.pages.identity import identify
from extractors.pages.page import Page, Word
from extractors.pages.pdfium import Refused, open_document, read_pages
from extractors.pages.reading import read_file
from extractors.pages.turning import turn_upright
from extractors.text.lines import lines_of
from tools.samples.sheets import boxed_table_fpdf, joined, paragraphs, ruled_table

ROWS = [["Service", "Budget"], ["Libraries", "1.204"], ["Parks", "(0.310)"]]


def pages_of(data: bytes) -> list[Page]:
    document = open_document(data)
    try:
        return list(read_pages(document))
    finally:
        document.close()


def drawn(draw: Callable[[Canvas], object], size: tuple[float, float] = (400.0, 300.0)) -> Page:
    """One page drawn by hand."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return pages_of(buffer.getvalue())[0]


def word(page: Page, text: str) -> Word:
    return next(word for word in page.words if word.text == text)


@pytest.mark.parametrize("sheet", [ruled_table, boxed_table_fpdf])
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_table_reads_the_same_however_it_is_typeset_and_rotated(sheet: Callable[..., bytes], rotate: int) -> None:
    page = pages_of(sheet(ROWS, rotate=rotate, fills={(1, 1): "#00b050"}))[0]
    assert [line.text for line in lines_of(page.words)] == ["Service Budget", "Libraries 1.204", "Parks (0.310)"]
    green = next(fill for fill in page.fills if fill.colour == "#00b050")
    assert green.box.holds(*word(page, "1.204").box.centre)
    assert any(rule.vertical for rule in page.rules)
    assert any(not rule.vertical for rule in page.rules)
    assert page.rotation == rotate


def test_a_word_knows_its_face() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 0, 0)
        canvas.setFont("Helvetica-BoldOblique", 14)
        canvas.drawString(50, 200, "Overspend")

    only = drawn(draw).words[0]
    assert (only.text, only.size, only.bold, only.italic, only.colour) == ("Overspend", 14.0, True, True, "#ff0000")
    assert only.box.holds(60, 300 - 204)


def test_a_face_with_wide_stems_is_not_bold() -> None:
    pdf = FPDF(unit="pt", format=(400, 300))
    pdf.set_font("Helvetica", size=12)
    pdf.add_page()
    pdf.text(50, 100, "Overspend")
    wide = b"<< /Type /FontDescriptor /FontName /Georgia /Flags 34 /StemV 150 >>"
    data = bytes(pdf.output()).replace(b"/BaseFont /Helvetica", b"/BaseFont /Georgia /FontDescriptor " + wide)
    assert not pages_of(data)[0].words[0].bold


def test_words_of_a_face_whose_height_the_file_understates_are_of_one_height() -> None:
    pdf = FPDF(unit="pt", format=(400, 300))
    pdf.set_font("Helvetica", size=10)
    pdf.add_page()
    pdf.text(50, 100, "sums of (Gaps)")
    flat = b"<< /Type /FontDescriptor /FontName /Georgia /Flags 34 /Ascent 600 /Descent 0 /StemV 80 >>"
    data = bytes(pdf.output()).replace(b"/BaseFont /Helvetica", b"/BaseFont /Georgia /FontDescriptor " + flat)
    boxes = [word.box for word in pages_of(data)[0].words]
    assert len({(round(box.top, 1), round(box.bottom, 1)) for box in boxes}) == 1


def test_words_end_at_gaps_where_no_space_was_drawn() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(50, 200, "1.204")
        canvas.drawString(90, 200, "(0.310)")

    assert [found.text for found in drawn(draw).words] == ["1.204", "(0.310)"]


def test_a_superscript_joins_its_word_without_a_space() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(50, 200)
        text.setFont("Helvetica", 12)
        text.textOut("1")
        text.setFont("Helvetica", 7)
        text.setRise(4)
        text.textOut("st")
        text.setRise(0)
        text.setFont("Helvetica", 12)
        text.textOut(" April")
        canvas.drawText(text)

    assert [line.text for line in lines_of(drawn(draw).words)] == ["1st April"]


def test_words_drawn_twice_to_look_bold_are_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0, 0.3):
            canvas.drawString(50 + shift, 200, "Total committee spend")

    assert [found.text for found in drawn(draw).words] == ["Total", "committee", "spend"]


def test_the_letters_of_a_ligature_stay_in_their_word() -> None:
    face = Typeface(12.0, False, False, "#000000", "Carlito", 0, 0)
    edges = {"C": (0, 6), "m": (6, 16), "i": (16, 19), "t": (19, 29), "e": (29, 35)}
    letters = [Char(letter, Box(*edges[letter][:1], 0, *edges[letter][1:], 12), face) for letter in "Cmitte"]
    assert [found.text for found in group_words(iter(letters))] == ["Cmitte"]


def test_thin_bars_and_strokes_are_both_rulings_and_boxes_are_fills() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(50, 100, 200, 0.5, stroke=0, fill=1)
        canvas.line(50, 150, 50, 250)
        canvas.setFillColorRGB(1, 0.75, 0)
        canvas.rect(60, 160, 80, 20, stroke=0, fill=1)

    page = drawn(draw)
    assert sorted((rule.vertical, round(rule.position)) for rule in page.rules) == [(False, 200), (True, 50)]
    assert [(fill.colour, round(fill.box.x0)) for fill in page.fills] == [("#ffbf00", 60)]


def test_one_path_of_many_cells_is_taken_apart() -> None:
    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        for column in range(3):
            path.rect(50 + 60 * column, 100, 60, 20)
        canvas.drawPath(path, stroke=1, fill=0)

    assert {round(rule.position) for rule in drawn(draw).rules if rule.vertical} == {50, 110, 170, 230}


def test_an_arrow_is_a_shape_with_its_fill() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0, 0.69, 0.31)
        path = canvas.beginPath()
        path.moveTo(100, 100)
        path.lineTo(110, 120)
        path.lineTo(120, 100)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)

    (shape,) = drawn(draw).shapes
    assert shape.fill == "#00b04f"
    assert min(y for _, y in shape.points) == pytest.approx(180)


def test_a_half_transparent_fill_is_the_colour_a_person_sees() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 0, 0, alpha=0.5)
        canvas.rect(50, 50, 100, 100, stroke=0, fill=1)

    assert drawn(draw).fills[0].colour in {"#ff7f7f", "#ff8080"}


def test_a_page_has_the_size_that_it_inherits_from_the_page_tree() -> None:
    sheet = FPDF(unit="pt", format=(300.0, 400.0))  # writes its size once, for all pages
    sheet.add_page()
    sheet.set_font("Helvetica", size=12)
    sheet.text(40.0, 60.0, "Depot")

    (page,) = pages_of(bytes(sheet.output()))

    assert (page.width, page.height) == (300.0, 400.0)
    assert word(page, "Depot").box.bottom == pytest.approx(60.0, abs=5.0)


def test_a_cropped_page_is_measured_from_its_crop() -> None:
    document = pypdfium2.PdfDocument(paragraphs(["Report of the Treasurer"]))
    document[0].set_cropbox(20, 0, 500, 800)
    buffer = io.BytesIO()
    document.save(buffer)
    whole, cropped = pages_of(paragraphs(["Report of the Treasurer"]))[0], pages_of(buffer.getvalue())[0]
    assert word(cropped, "Report").box.x0 == pytest.approx(word(whole, "Report").box.x0 - 20, abs=0.1)
    assert (cropped.width, cropped.height) == (480, 800)


def test_a_sheet_printed_sideways_is_turned_and_its_boxes_lead_back() -> None:
    upright = pages_of(ruled_table(ROWS))[0]

    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.setFont("Helvetica", 10)
        for row, text in enumerate(("Service", "Libraries", "Parks and open spaces")):
            canvas.drawString(40, -60 - 20 * row, text)

    seen = drawn(draw)
    turned = turn_upright(seen)
    assert turn_upright(upright) is upright
    assert [line.text for line in lines_of(turned.words)] == ["Service", "Libraries", "Parks and open spaces"]
    assert (turned.width, turned.height) == (seen.height, seen.width)
    for before, after in zip(seen.words, turned.words, strict=True):
        assert turned.as_seen(after.box) == pytest.approx(before.box)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"Dear Sir, please find the agenda attached", "not a PDF"),
        (paragraphs(["Agenda"])[:300], "truncated"),
    ],
)
def test_what_is_no_pdf_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read_file(data)


def test_an_encrypted_file_is_refused() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt="secret")
    canvas.drawString(50, 50, "Exempt")
    canvas.save()
    with pytest.raises(Refused, match="encrypted"):
        read_file(buffer.getvalue())


def pack(*bodies: str, stamp: str = "Page {}", head: str | None = None, foot: str | None = None) -> bytes:
    """Pages with one sentence each, stamped at the foot, perhaps with a running head and foot."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for number, body in enumerate(bodies, start=1):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(72, 600, body)
        canvas.drawString(280, 30, stamp.format(number))
        if head:
            canvas.drawString(72, 810, head)
        if foot:
            canvas.drawString(72, 50, foot)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def body(page: Page) -> str:
    return " ".join(word.text for word in page.words)


def test_stamps_heads_and_feet_are_furniture_but_stay_on_the_page() -> None:
    data = pack("Members met.", "Members left.", "Tea.", head="Wexbury Audit Board", foot="Board, 3 May 2022")
    pages = read_file(data).pages
    assert [body(page) for page in pages] == ["Members met.", "Members left.", "Tea."]
    assert [page.label for page in pages] == ["1", "2", "3"]
    assert "Wexbury" in {word.text for word in pages[1].furniture}


def test_a_paper_s_own_page_number_goes_but_a_recurring_figure_stays() -> None:
    numbered = read_file(pack("One.", "Two.", "Three.", stamp="{}")).pages
    assert [body(page) for page in numbered] == ["One.", "Two.", "Three."]
    figures = read_file(pack("One.", "Two.", "Three.", stamp="204")).pages
    assert body(figures[0]) == "One. 204"


def test_a_unit_note_at_the_head_of_each_page_is_no_running_head() -> None:
    pages = read_file(pack("1.2", "1.3", "1.4", head="All figures in £m")).pages
    assert all("£m" in body(page) for page in pages)


def test_a_page_left_blank_on_purpose_is_blank() -> None:
    pages = read_file(pack("Report.", "This page is intentionally left blank")).pages
    assert [page.status for page in pages] == ["read", "blank"]
    assert pages[1].words == ()


def test_an_item_stamp_stands_in_the_corner_a_sentence_does_not() -> None:
    def stamped(text: str, x: float) -> Page:
        buffer = io.BytesIO()
        canvas = Canvas(buffer, invariant=1)
        canvas.drawString(x, 810, text)
        canvas.drawString(72, 600, "Report of the Treasurer")
        canvas.showPage()
        canvas.save()
        return read_file(buffer.getvalue()).pages[0]

    assert stamped("Agenda Item 7", 480).item_stamp == "7"
    assert stamped("Agenda Item 7a", 480).item_stamp == "7a"
    assert stamped("Agenda Items", 480).item_stamp is None


def test_a_heading_row_repeated_over_pages_is_not_a_running_head() -> None:
    rows = [["Service", "Budget", "Actual"], ["Libraries", "1.204", "1.300"]]
    data = joined(*(ruled_table(rows, top=20.0) for _ in range(4)))
    assert all(page.words[0].text == "Service" for page in read_file(data).pages)


def test_a_failed_page_keeps_its_place() -> None:
    failed = Page(number=2, width=0.0, height=0.0, status="failed", reason="damaged")
    first = pages_of(pack("One."))[0]
    assert [page.status for page in tell_furniture([first, failed])] == ["read", "failed"]


def test_a_first_page_that_cannot_be_read_costs_itself_only() -> None:
    document = pypdfium2.PdfDocument(joined(paragraphs(["AUDIT PANEL"]), paragraphs(["Second."])))
    document[0].set_mediabox(0, 0, 50_000, 50_000)
    buffer = io.BytesIO()
    document.save(buffer)
    reading = read_file(buffer.getvalue())
    assert [page.status for page in reading.pages] == ["failed", "read"]
    assert [issue.code for issue in reading.issues] == ["page_failed"]
    assert identify(buffer.getvalue()) == reading.pack_id


def test_a_pdf_without_pages_is_refused_with_the_reason() -> None:
    buffer = io.BytesIO()
    pypdfium2.PdfDocument.new().save(buffer)
    with pytest.raises(Refused, match="no pages"):
        open_document(buffer.getvalue())


def test_the_same_bytes_have_the_same_name_and_other_bytes_another() -> None:
    minutes = paragraphs(["ASHCOMBE AUDIT PANEL", "Meeting of 4th March, 2021"], bold=[0])
    other = paragraphs(["ASHCOMBE AUDIT PANEL", "Meeting of 4th March, 2021", "Amended"], bold=[0])
    assert identify(minutes) == identify(minutes)
    assert "2021-03-04" in identify(minutes)
    assert identify(minutes) != identify(other)
    assert identify(minutes) == read_file(minutes).pack_id


def test_a_name_is_safe_as_a_folder_whatever_the_page_says() -> None:
    assert "/" not in identify(paragraphs(["../../etc/passwd \\ C: <b>"]))


def test_every_page_of_the_shared_packs_is_accounted_for(shared: Path) -> None:
    for path in sorted((shared / "packs").glob("onesource_*.pdf")):
        if "scanned" in path.name:
            continue
        pages = read_file(path.read_bytes()).pages
        assert [page.number for page in pages] == list(range(1, len(pages) + 1))
        assert all(page.status != "failed" for page in pages)


def test_box_arithmetic() -> None:
    a, b = Box(0, 0, 10, 10), Box(5, 5, 15, 25)
    assert a.intersection(b) == Box(5, 5, 10, 10)
    assert a.overlap(b) == 0.25
    assert a.intersection(Box(20, 20, 30, 30)) is None
    assert replace(pages_of(pack("x"))[0]).box.width > 500
