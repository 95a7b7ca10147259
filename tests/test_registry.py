"""The registry against the contract: names and meanings that dashboards and auditors' queries are written against."""

from __future__ import annotations

import pytest

from schemas.marts import MARTS
from schemas.tables import TABLES

CONTRACT = {
    "packs": "pack_id file_name sha256 page_count kind body meeting_date meeting_time venue ocr_pages "
    "loaded_at software_version",
    "documents": "pack_id document_id kind title agenda_item meeting_date author first_page last_page",
    "agenda_items": "pack_id item_no title purpose first_label last_label page x0 top x1 bottom",
    "attendance": "pack_id body meeting_date person title organisation role status substitute_for page x0 top x1 "
    "bottom",
    "minute_items": "pack_id body meeting_date item_no title text page x0 top x1 bottom",
    "decisions": "pack_id decision_id body meeting_date item_no item_title ordinal kind text vote moved_by "
    "seconded_by page x0",
    "recommendations": "pack_id document_id agenda_item report_title ordinal verb text page x0 top x1 bottom",
    "budgets": "pack_id document_id table_id table_title scope line line_code parent_line is_total column_label "
    "organisation measure financial_year period amount_gbp raw_text unit row col page x0 top x1 "
    "bottom commentary",
    "kpis": "pack_id document_id table_id indicator directorate service_area organisation period actual "
    "target unit actual_text target_text rag rag_basis direction commentary page x0 top x1 bottom",
    "rag_actions": "pack_id document_id table_id plan ref service workstream organisations action outcome owner "
    "resources start_text start_date target_text target_date rag rag_basis status_text progress "
    "next_steps period page x0 top x1 bottom",
    "tables": "pack_id document_id table_id title page last_page x0 top x1 bottom rows cols header_rows "
    "mapped_to method",
    "cells": "pack_id table_id row col row_span col_span text is_header fill page x0 top x1 bottom",
    "passages": "pack_id document_id ordinal kind heading text page x0 top x1 bottom",
    "check_results": "pack_id check severity passed subject expected actual difference page x0 top x1 bottom message",
}
VALUES = {
    ("packs", "kind"): "agenda_pack minutes report presentation",
    ("documents", "kind"): "agenda minutes report appendix presentation",
    ("attendance", "role"): "chair vice_chair member",
    ("attendance", "status"): "present apologies",
    ("decisions", "kind"): "noted agreed approved resolved recommended elected deferred delegated rejected received",
    ("recommendations", "verb"): "note agree approve consider recommend endorse delegate",
    ("budgets", "scope"): "shared non-shared",
    ("kpis", "unit"): "% days weeks months GBP count score",
    ("kpis", "rag"): "R A G B",
    ("kpis", "rag_basis"): "letter word fill glyph ocr",
    ("kpis", "direction"): "up down level new",
    ("tables", "mapped_to"): "budgets kpis rag_actions",
    ("check_results", "severity"): "error warning",
}


@pytest.mark.parametrize("table", CONTRACT)
def test_no_column_of_the_contract_is_missing(table: str) -> None:
    assert set(CONTRACT[table].split()) <= set(TABLES[table].columns)


@pytest.mark.parametrize(("table", "column"), VALUES)
def test_values_are_those_of_the_contract(table: str, column: str) -> None:
    assert TABLES[table].field(column).allowed == tuple(VALUES[table, column].split())


def test_types_that_readers_count_on() -> None:
    types = {
        ("budgets", "amount_gbp"): "money",
        ("kpis", "actual"): "number",
        ("check_results", "actual"): "text",
        ("packs", "meeting_time"): "text",
        ("rag_actions", "organisations"): "texts",
        ("rag_actions", "target_date"): "date",
        ("agenda_items", "first_label"): "text",
    }

    assert {place: TABLES[place[0]].field(place[1]).type for place in types} == types


def test_the_marts_are_those_of_the_contract() -> None:
    assert set(MARTS) == {"decisions", "budget_history", "kpi_history", "action_history", "people", "findings"}
