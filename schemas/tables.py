"""The fact tables of the warehouse: one row is one fact, with its page and box."""

from __future__ import annotations

from schemas.table import Table, declare

_TABLES = (
    declare(
        "packs",
        "One per file.",
        "pack_id file_name sha256 page_count kind body meeting_date meeting_time venue ocr_pages loaded_at "
        "software_version",
        key="pack_id",
        required="file_name sha256 page_count kind ocr_pages loaded_at software_version",
        describe={"kind": "What the file is.", "meeting_date": "Date of the meeting that the file is for, as printed."},
        allow={"kind": "agenda_pack minutes report presentation"},
    ),
    declare(
        "documents",
        "One per paper in a pack.",
        "pack_id document_id kind title agenda_item meeting_date author first_page last_page page box",
        key="pack_id document_id",
        required="kind first_page last_page",
        describe={
            "kind": "What the paper is.",
            "page": "Page of the title in the file, from 1.",
            "meeting_date": "Date of the meeting that the paper is for or tells of, as printed.",
            "last_page": "Last page of the paper in the file, from 1; a page left blank behind it is not counted.",
        },
        allow={"kind": "agenda minutes report appendix presentation"},
    ),
    declare(
        "agenda_items",
        "One per item on the front sheet.",
        "pack_id item_no title purpose first_label last_label page box",
        required="pack_id title page box",
    ),
    declare(
        "attendance",
        "One per person per meeting: members present and members who sent apologies.",
        "pack_id body meeting_date person title organisation role status substitute_for raw_text page box "
        "corrected_by correction",
        required="pack_id person status page box",
        describe={
            "title": "`Councillor`, `Mayor` and the like.",
            "status": "Whether the person came.",
            "organisation": "Plain name of the council that the person sits for.",
        },
        allow={"status": "present apologies"},
    ),
    declare(
        "minute_items",
        "One per numbered minute.",
        "pack_id body meeting_date item_no title text page box corrected_by correction",
        required="pack_id page box",
    ),
    declare(
        "decisions",
        "One per operative decision in the minutes.",
        "pack_id decision_id body meeting_date item_no item_title ordinal kind text vote moved_by seconded_by page box "
        "corrected_by correction",
        key="pack_id decision_id",
        required="ordinal kind text page box",
        describe={
            "kind": "The operative word as printed.",
            "text": "The operative sentence or sentences; lettered parts a line each.",
            "ordinal": "Place among the decisions of its item, from 1.",
        },
        allow={"kind": "noted agreed approved resolved recommended elected deferred delegated rejected received"},
    ),
    declare(
        "recommendations",
        "One per thing that a report asks for.",
        "pack_id document_id agenda_item report_title ordinal verb text page box corrected_by correction",
        required="pack_id text page box",
        describe={"ordinal": "Place among the recommendations of its report, from 1."},
    ),
    declare(
        "budgets",
        "One per money cell of a finance table.",
        "pack_id document_id table_id table_title scope line line_code parent_line is_total column_label organisation "
        "measure "
        "financial_year period amount_gbp raw_text unit row col page box commentary corrected_by correction",
        required="pack_id table_id is_total raw_text row col page box",
        describe={"unit": "Unit of the printed figure, as `£`, `£'000` or `£'m`."},
    ),
    declare(
        "kpis",
        "One per indicator, organisation and period.",
        "pack_id document_id table_id indicator directorate service_area organisation period actual target unit "
        "actual_text "
        "target_text rag rag_basis direction commentary raw_text row col page box corrected_by correction",
        required="pack_id indicator page box",
        describe={
            "table_id": "The table it was read from; null where it was read from text or a box around a chart.",
            "raw_text": "The cell or line that it was read from, exactly as printed.",
            "row": "Row of the cell, from 0, where a single cell holds it.",
            "col": "Column of the cell, from 0, where a single cell holds it.",
        },
        allow={"unit": "% days weeks months GBP count score"},
    ),
    declare(
        "rag_actions",
        "One per row of an action, improvement, programme or risk plan.",
        "pack_id document_id table_id plan ref service workstream organisations action outcome owner resources "
        "start_text "
        "start_date target_text target_date rag rag_basis status_text progress next_steps period row page box "
        "corrected_by correction",
        required="pack_id table_id page box",
        describe={"row": "Row of the action in its table, from 0.", "target_text": "Target date, exactly as printed."},
    ),
    declare(
        "tables",
        "Every table on every page, mapped to a fact table or not; one that runs over pages is one.",
        "pack_id document_id table_id title page last_page box rows cols header_rows mapped_to method",
        key="pack_id table_id",
        required="page last_page box rows cols header_rows method",
        describe={"last_page": "Page on which the table ends.", "title": "Title or caption of the table."},
    ),
    declare(
        "cells",
        "Every cell of every table.",
        "pack_id table_id row col row_span col_span text is_header fill page box corrected_by correction",
        key="pack_id table_id row col",
        required="row_span col_span text is_header page box",
        describe={"text": "Text of the cell, one paragraph per line; empty where it is blank."},
    ),
    declare(
        "passages",
        "Every paragraph, heading, list item and caption outside tables, in reading order.",
        "pack_id document_id ordinal kind heading text page box",
        key="pack_id ordinal",
        required="kind text page box",
        describe={"kind": "What the passage is.", "ordinal": "Place in the reading order of the pack, from 1."},
        allow={"kind": "heading paragraph list_item caption note"},
    ),
    declare(
        "check_results",
        "One per thing checked: whether the figures and words of the pack agree with each other.",
        "pack_id check severity passed subject expected actual difference table_id page box message settled_by "
        "settlement",
        required="pack_id check severity passed subject",
        describe={
            "actual": "What it is.",
            "table_id": "The table that was checked, where it is one; its facts are withheld where reading it failed.",
            "page": "Page of the PDF file, from 1; null where the check is of the whole pack.",
        },
        retype={"actual": "text"},
    ),
    declare(
        "settlements",
        "One per finding that a reviewer has settled in `corrections.yaml`, as it is written there.",
        "pack_id check subject page expected actual settled_by settlement",
        required="pack_id check subject settled_by settlement",
        describe={
            "subject": "What was checked, in the words of the finding.",
            "page": "Page of the finding, where that is written to tell it from others.",
            "expected": "What it ought to be, where that is written to tell it from others.",
            "actual": "What it is, where that is written to tell it from others.",
            "settled_by": "Who settled the finding.",
        },
        retype={"actual": "text"},
    ),
    declare(
        "pages",
        "Every page of the file and how it was accounted for.",
        "pack_id page label width height rotation turn status words reason",
        key="pack_id page",
        required="status words",
        describe={
            "status": "`read` from the text layer, read by `ocr`, `blank`, or `failed`.",
            "reason": "Why the page failed, or what was left out.",
        },
        allow={"status": "read ocr blank failed"},
    ),
    declare(
        "issues",
        "What could not be read or is in doubt, and why.",
        "pack_id stage severity code message page table_id box",
        required="pack_id stage severity code message",
        describe={"page": "Page of the PDF file, from 1; null where it is of the whole pack."},
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in _TABLES}
"""Tables kept per pack, in the order of the dictionary."""

REFUSALS = declare(
    "refusals",
    "Files that could not be loaded, one each, with the reason; a file that has loaded since, or is gone, is not.",
    "file_name path sha256 size_bytes reason page refused_at software_version",
    required="file_name path reason refused_at software_version",
    describe={
        "sha256": "SHA-256 of the file, hexadecimal; null where it could not be read at all.",
        "page": "Page of the PDF file at which the reading broke off, from 1.",
    },
)
"""The one table kept for the warehouse as a whole."""
