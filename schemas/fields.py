"""Every field of the warehouse, declared once. A table says which it has; only a description or a list of values may
differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldType = Literal["text", "texts", "integer", "number", "money", "boolean", "date", "timestamp"]
"""`texts` is a list of text, `money` is pounds to the penny, `timestamp` is UTC."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column wherever it stands. `allowed` lists the values it may hold besides null; None for any."""

    name: str
    type: FieldType
    description: str
    unit: str | None = None
    allowed: tuple[str, ...] | None = None


FINANCIAL_YEAR = "Financial year as `2019/20`."
PERIOD = "Period: `2019/20`, `2019/20 Q1`, `2019-04` (a month) or `2017/18 P11`."
POINTS = "points"

_FIELDS = (
    # the pack and its papers
    Field(
        "pack_id",
        "text",
        "The pack: stable, made from the bytes of its file. Partition key, in the path and in the column.",
    ),
    Field("pack_ids", "texts", "All packs that it was read in."),
    Field("file_name", "text", "Name of the file as it was given."),
    Field("path", "text", "Where the file lay."),
    Field("sha256", "text", "SHA-256 of the file, hexadecimal."),
    Field("size_bytes", "integer", "Size of the file.", unit="bytes"),
    Field("page_count", "integer", "Pages in the file."),
    Field("ocr_pages", "integer", "Pages that had no text layer and were read by OCR."),
    Field("loaded_at", "timestamp", "When the pack was loaded."),
    Field("refused_at", "timestamp", "When the file was refused."),
    Field("software_version", "text", "Version of the program with a digest of its readers and reference data."),
    Field("document_id", "text", "The paper, unique in its pack; null on a page that belongs to no paper."),
    Field("kind", "text", "What sort it is."),
    Field("body", "text", "The committee as it calls itself."),
    Field("meeting_date", "date", "Date of the meeting as printed."),
    Field("meeting_time", "text", "Time of the meeting as printed."),
    Field("venue", "text", "Where the meeting was held, as printed."),
    Field("title", "text", "Title as printed."),
    Field("author", "text", "Author of the paper with the post, as printed."),
    Field("agenda_item", "text", "Number of the agenda item that the paper belongs to."),
    Field("first_page", "integer", "First page of the paper in the file, from 1."),
    Field("last_page", "integer", "Last page in the file, from 1."),
    # where it stands
    Field("page", "integer", "Page of the PDF file, from 1; not the printed label."),
    Field("x0", "number", "Left edge of the box on the page as seen.", unit=POINTS),
    Field("top", "number", "Upper edge of the box, from the top of the page as seen.", unit=POINTS),
    Field("x1", "number", "Right edge of the box on the page as seen.", unit=POINTS),
    Field("bottom", "number", "Lower edge of the box, from the top of the page as seen.", unit=POINTS),
    Field("table_id", "text", "The table it was read from, unique in its pack."),
    Field("row", "integer", "Row of the cell in its table, from 0."),
    Field("col", "integer", "Column of the cell in its table, from 0."),
    Field("raw_text", "text", "Exactly as printed."),
    # agenda and minutes
    Field("item_no", "text", "Number of the item as printed."),
    Field("item_title", "text", "Title of the minute item that it stands under."),
    Field("purpose", "text", "The line under the item, as `To approve as a correct record …`."),
    Field("first_label", "text", "First page by its printed label."),
    Field("last_label", "text", "Last page by its printed label."),
    Field("person", "text", "Name without title and honours."),
    Field("organisation", "text", "Plain name of the council or partner; `Total` for a combined or total column."),
    Field("organisations", "texts", "Plain names of the councils or partners it is for."),
    Field("role", "text", "Part in the meeting.", allowed=("chair", "vice_chair", "member")),
    Field("status", "text", "How it stood."),
    Field("substitute_for", "text", "The member who was substituted."),
    Field("text", "text", "The text, one paragraph per line, hyphenation undone, page furniture removed."),
    Field(
        "decision_id", "text", "The decision: body, date, item and ordinal; the same whichever pack it is read from."
    ),
    Field("ordinal", "integer", "Place in its sequence, from 1."),
    Field("vote", "text", "`unanimous`, `no votes against`, `majority`, or the count as printed."),
    Field("moved_by", "text", "Mover as printed."),
    Field("seconded_by", "text", "Seconder as printed."),
    Field("report_title", "text", "Title of the report."),
    Field(
        "verb",
        "text",
        "What the committee is asked to do.",
        allowed=("note", "agree", "approve", "consider", "recommend", "endorse", "delegate"),
    ),
    # budgets
    Field("table_title", "text", "Title or caption of the table."),
    Field("scope", "text", "Whether the services are shared between councils.", allowed=("shared", "non-shared")),
    Field("line", "text", "Row label; null for a total row without one."),
    Field("line_code", "text", "Cost centre or account code of the row, if printed."),
    Field("parent_line", "text", "Row label that the row stands under."),
    Field("is_total", "boolean", "Whether the row or column is a total."),
    Field("column_label", "text", "Texts of the header cells above the column, joined by ` | `."),
    Field("measure", "text", "Column or row label less organisation and year, as `Closing Budget`."),
    Field("financial_year", "text", FINANCIAL_YEAR),
    Field("period", "text", PERIOD),
    Field("amount_gbp", "money", "Amount in pounds whatever unit was printed; null where no figure is.", unit="GBP"),
    Field("unit", "text", "Unit as printed or stated, as `£'m` or `%`."),
    Field("commentary", "text", "A reason or remark printed in the same row."),
    # indicators
    Field("indicator", "text", "Name of the indicator; a sub-measure stands in brackets behind it."),
    Field("directorate", "text", "Directorate that answers for it."),
    Field("service_area", "text", "Service area that answers for it."),
    Field("actual", "number", "Value reached; null where no figure is."),
    Field("target", "number", "Value aimed at; null where no figure is."),
    Field("actual_text", "text", "Value reached, exactly as printed."),
    Field("target_text", "text", "Value or date aimed at, exactly as printed."),
    Field("rag", "text", "Rating: red, amber, green, or blue (complete).", allowed=("R", "A", "G", "B")),
    Field("rag_basis", "text", "How the rating was read.", allowed=("letter", "word", "fill", "glyph", "ocr")),
    Field("direction", "text", "The arrow as drawn.", allowed=("up", "down", "level", "new")),
    # actions
    Field("plan", "text", "Title of the plan."),
    Field("ref", "text", "Reference of the action, as `IP01`."),
    Field("service", "text", "Service that the action belongs to."),
    Field("workstream", "text", "Workstream or group of rows that the action stands under."),
    Field("action", "text", "What is to be done."),
    Field("outcome", "text", "What it is to bring about."),
    Field("owner", "text", "Who answers for it, as printed."),
    Field("resources", "text", "What it needs, as printed."),
    Field("start_text", "text", "Start, exactly as printed."),
    Field("start_date", "date", "Start."),
    Field("target_date", "date", "The last date printed; null where none is or its year is not certain."),
    Field("status_text", "text", "Status word as printed."),
    Field("progress", "text", "Progress as printed."),
    Field("next_steps", "text", "Next steps as printed."),
    # tables and cells
    Field("rows", "integer", "Rows as drawn; a header repeated on the next page counts once."),
    Field("cols", "integer", "Columns as drawn."),
    Field("header_rows", "integer", "Rows of the header."),
    Field(
        "mapped_to",
        "text",
        "Fact table that its rows went to; null where none did.",
        allowed=("budgets", "kpis", "rag_actions"),
    ),
    Field("method", "text", "How the table was found, and why that way won."),
    Field("row_span", "integer", "Rows that the cell covers."),
    Field("col_span", "integer", "Columns that the cell covers."),
    Field("is_header", "boolean", "Whether the cell belongs to the header."),
    Field("fill", "text", "Background colour as `#rrggbb`; null where white or none."),
    Field("heading", "text", "The headings above it, outermost first, joined by ` > `."),
    # checks, issues, pages
    Field("check", "text", "Name of the check."),
    Field("severity", "text", "How grave it is.", allowed=("error", "warning")),
    Field("passed", "boolean", "Whether the check held."),
    Field("subject", "text", "What was checked, in words."),
    Field("expected", "text", "What it ought to be."),
    Field("difference", "text", "How far the two are apart."),
    Field("message", "text", "What was found, in words."),
    Field("stage", "text", "Step of the reading.", allowed=("pages", "papers", "tables", "facts", "checks")),
    Field("code", "text", "Short stable name."),
    Field("corrected_by", "text", "Who corrected it; null where it is as it was read."),
    Field("correction", "text", "The cell that was corrected, from what to what, and why."),
    Field("settled_by", "text", "Who settled the finding; null where none has."),
    Field("settlement", "text", "Why it is settled, in words."),
    Field("label", "text", "The printed page number or stamp."),
    Field("width", "number", "Width of the page as seen.", unit=POINTS),
    Field("height", "number", "Height of the page as seen.", unit=POINTS),
    Field("rotation", "integer", "The page's own rotation, already undone.", unit="degrees"),
    Field(
        "turn",
        "integer",
        "Turn clockwise beyond that, where a sheet is printed sideways, to read it.",
        unit="quarter turns",
    ),
    Field("words", "integer", "Words read on the page, page furniture left out."),
    Field("reason", "text", "Why, in words."),
    # marts
    Field(
        "agreed_as_record_at",
        "date",
        "Meeting at which the minutes were agreed as a correct record; null where not seen.",
    ),
    Field("agreed_as_record_in", "text", "Pack in which that was read."),
    Field("recommendation", "text", "What it answers, each recommendation on a line; null where none is near enough."),
    Field("recommendation_pack_id", "text", "Pack of that recommendation, or of the first of several."),
    Field("recommendation_page", "integer", "Page of that recommendation, or of the first of several."),
    Field(
        "answer",
        "text",
        "What became of the recommendation; `no match` where the item had a report, null where none is known.",
        allowed=("agreed", "amended", "noted", "rejected", "deferred", "no match"),
    ),
    Field(
        "answer_basis",
        "text",
        "Whether the decision has the recommendation's words, or speaks of the report as a whole.",
        allowed=("words", "report"),
    ),
    Field(
        "likeness",
        "number",
        "Share of the recommendation's words that the decision has, 0 to 1, on which the match rests; of several "
        "recommendations the least.",
    ),
    Field(
        "previous_amount_gbp", "money", "Amount of the same line, measure and period in the pack before.", unit="GBP"
    ),
    Field("change_gbp", "money", "Amount less the amount in the pack before.", unit="GBP"),
    Field("indicator_name", "text", "One name for the indicator, as last printed."),
    Field("previous_actual", "number", "Value of the period before, of the same length."),
    Field("previous_rag", "text", "Rating before.", allowed=("R", "A", "G", "B")),
    Field(
        "change", "text", "What the rating did.", allowed=("new", "improved", "slipped", "same", "closed", "unrated")
    ),
    Field(
        "dropped_in",
        "text",
        "The later pack that follows the plan and leaves the action out, not having been complete.",
    ),
    Field("times_seen", "integer", "In how many packs it was printed."),
    Field("names", "texts", "Names as printed."),
    Field("titles", "texts", "Titles as printed."),
    Field("merge_reason", "text", "Why the names are held to be one person; null for a single name."),
    Field("meetings", "integer", "Meetings at which the person was listed."),
    Field("meetings_present", "integer", "Meetings at which the person was present."),
    Field("meetings_apologies", "integer", "Meetings for which apologies were given."),
    Field("first_seen", "date", "First meeting date."),
    Field("last_seen", "date", "Last meeting date."),
)

FIELDS: dict[str, Field] = {field.name: field for field in _FIELDS}
