"""The marts: tables over all packs, de-duplicated and linked, for BI."""

from __future__ import annotations

from schemas.table import Table, declare

_MARTS = (
    declare(
        "decisions",
        "One per decision, however many packs hold its minutes.",
        "decision_id pack_ids body meeting_date item_no item_title ordinal kind text vote moved_by seconded_by "
        "agreed_as_record_at agreed_as_record_in recommendation recommendation_pack_id recommendation_page answer "
        "answer_basis likeness "
        "pack_id page box corrected_by correction",
        key="decision_id pack_id",
        required="pack_ids ordinal kind text pack_id page box",
        describe={
            "kind": "The operative word as printed.",
            "pack_id": "The pack that the row was read from: the first it was seen in, one with a text layer if any.",
            "text": "The operative sentence or sentences; lettered parts a line each.",
            "ordinal": "Place among the decisions of its item, from 1.",
        },
        allow={"kind": "noted agreed approved resolved recommended elected deferred delegated rejected received"},
    ),
    declare(
        "budget_history",
        "One per printed amount, each line followed from pack to pack. The same amount printed twice in a pack is one "
        "row.",
        "body organisation scope line_code line parent_line is_total measure financial_year period table_title "
        "meeting_date "
        "amount_gbp previous_amount_gbp change_gbp raw_text unit times_seen pack_id document_id table_id row col page "
        "box corrected_by correction",
        required="is_total amount_gbp raw_text times_seen pack_id table_id row col page box",
        describe={
            "times_seen": "How often the pack prints this amount for this line, measure and period.",
            "meeting_date": "Date of the meeting that the pack is for.",
        },
    ),
    declare(
        "kpi_history",
        "One per indicator, organisation and period, as last printed, each indicator followed over packs under one "
        "name.",
        "body indicator_name indicator directorate service_area organisation period actual previous_actual target unit "
        "actual_text target_text rag previous_rag change direction rag_basis commentary times_seen meeting_date "
        "pack_id "
        "document_id table_id page box corrected_by correction",
        required="indicator_name indicator times_seen pack_id page box",
        describe={
            "previous_rag": "Rating of the period before, of the same length.",
            "meeting_date": "Date of the meeting that the pack is for.",
        },
        allow={"unit": "% days weeks months GBP count score"},
    ),
    declare(
        "action_history",
        "One per action and pack, each action followed from pack to pack.",
        "body plan ref service workstream organisations action owner target_text target_date rag previous_rag change "
        "dropped_in status_text progress period meeting_date pack_id document_id table_id row page box corrected_by "
        "correction",
        required="change pack_id table_id page box",
        describe={
            "meeting_date": "Date of the meeting that the pack is for.",
            "target_text": "Target date, exactly as printed.",
            "row": "Row of the action in its table, from 0.",
        },
    ),
    declare(
        "people",
        "One per person, under one name however spelt.",
        "person organisation titles names merge_reason meetings meetings_present meetings_apologies first_seen "
        "last_seen pack_ids",
        required="person names titles meetings meetings_present meetings_apologies pack_ids",
        describe={
            "organisation": "Plain name of the council that the person sits for.",
            "person": "The name most often printed.",
        },
    ),
    declare(
        "findings",
        "Checks that failed and are not settled, gravest first: what the packs print that does not agree.",
        "severity check subject expected actual difference message body meeting_date file_name pack_id page box",
        required="severity check subject pack_id",
        describe={
            "actual": "What it is.",
            "meeting_date": "Date of the meeting that the pack is for.",
            "page": "Page of the PDF file, from 1; null where the check is of the whole pack.",
        },
        retype={"actual": "text"},
    ),
)

MARTS: dict[str, Table] = {table.name: table for table in _MARTS}
"""Tables across packs, in the order of the dictionary."""
