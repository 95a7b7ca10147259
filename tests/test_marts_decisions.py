"""The mart of decisions: each once, with what agreed its minutes and the recommendation that it answers."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from conftest import Row
from mart_rows import AUTUMN, SPRING, SUMMER, Publish, mart, row

from pipelines.warehouse import Warehouse


def decision(decision_id: str, date: dt.date, text: str, **values: Any) -> Row:
    return row("decisions", decision_id=decision_id, body="Cabinet", meeting_date=date, text=text, **values)


def test_a_decision_seen_in_two_packs_is_one(warehouse: Warehouse, pack: Publish) -> None:
    minutes = decision("cabinet-2024-04-16-5-1", SPRING, "RESOLVED that the depot be sold.")
    pack("minutes", SPRING, decisions=[dict(minutes)])
    pack("summer", SUMMER, decisions=[dict(minutes)])

    (found,) = mart(warehouse, "decisions")

    assert found["pack_ids"] == ["minutes", "summer"]
    assert found["pack_id"] == "minutes"


@pytest.mark.parametrize(
    "text",
    [
        "The minutes of the meeting held on 16 April 2024 were agreed as a correct record.",
        "The minutes of the 16th of April, 2024 were approved as a correct record.",
        "That the minutes of 16/04/2024 be signed as a correct record.",
        "The minutes of the last meeting were agreed as a correct record.",
        "RESOLVED that the minutes of 9, 16 and 23 April 2024 be confirmed and signed.",
        "AGREED: the minutes of the meetings on 9 and 16 April and 3 May 2024 are a true and accurate record.",
    ],
)
def test_minutes_are_agreed_at_the_meeting_that_says_so(warehouse: Warehouse, pack: Publish, text: str) -> None:
    pack("summer", SUMMER, decisions=[decision("a", SPRING, "RESOLVED that the depot be sold.")])
    pack("autumn", AUTUMN, decisions=[decision("b", SUMMER, text)])

    found = {made["decision_id"]: made for made in mart(warehouse, "decisions")}

    assert found["a"]["agreed_as_record_at"] == SUMMER
    assert found["a"]["agreed_as_record_in"] == "autumn"
    assert found["b"]["agreed_as_record_at"] is None


@pytest.mark.parametrize(
    "text",
    [
        "The minutes of the meeting held on 6 February 2024 were agreed as a correct record.",
        "The minutes of the Panel held on 16 April 2024 were noted.",
        "It was agreed that minutes should be signed sooner.",
    ],
)
def test_minutes_of_others_and_other_days_agree_nothing(warehouse: Warehouse, pack: Publish, text: str) -> None:
    pack("summer", SUMMER, decisions=[decision("a", SPRING, "RESOLVED that the depot be sold.")])
    pack("autumn", AUTUMN, decisions=[decision("b", SUMMER, text)])

    assert [made["agreed_as_record_at"] for made in mart(warehouse, "decisions")] == [None, None]


@pytest.mark.parametrize(
    ("kind", "text", "answer"),
    [
        ("resolved", "RESOLVED that the sale of the depot in Mill Lane be approved", "agreed"),
        ("noted", "The sale of the depot in Mill Lane was noted", "noted"),
        ("rejected", "The sale of the depot in Mill Lane was refused", "rejected"),
        ("resolved", "RESOLVED that the depot in Mill Lane be let and its sale put off for a year", "amended"),
        ("resolved", "RESOLVED that standing orders be suspended", "no match"),
    ],
)
def test_a_decision_answers_the_recommendation_of_its_item(
    warehouse: Warehouse, pack: Publish, kind: str, text: str, answer: str
) -> None:
    asked = row(
        "recommendations", report_title="Mill Lane Depot", text="approve the sale of the depot in Mill Lane", page=9
    )
    pack("spring", SPRING, recommendations=[asked])
    pack("summer", SUMMER, decisions=[decision("a", SPRING, text, kind=kind, item_title="MILL LANE DEPOT")])

    (found,) = mart(warehouse, "decisions")

    assert found["answer"] == answer
    assert (found["recommendation_pack_id"], found["recommendation_page"]) == (
        (None, None) if answer == "no match" else ("spring", 9)
    )


def answers(
    warehouse: Warehouse,
    pack: Publish,
    asked: list[tuple[str, str]],
    decided: list[tuple[str, str]],
    title: str = "Depot",
) -> list[tuple[str | None, str | None, str | None]]:
    """What a meeting answered: report of (verb, text), minutes of (kind, text); answer, basis and what was answered."""
    recommendations = [
        row("recommendations", report_title="Mill Lane Depot", verb=verb, text=text) for verb, text in asked
    ]
    decisions = [
        decision(f"d{number}", SPRING, text, kind=kind, item_title=title, item_no="5", page=number)
        for number, (kind, text) in enumerate(decided, 1)
    ]
    pack("spring", SPRING, recommendations=recommendations, decisions=decisions)
    return [(made["answer"], made["answer_basis"], made["recommendation"]) for made in mart(warehouse, "decisions")]


SELL = ("approve", "approve the sale of the yard to the highest bidder")
NOTE = ("note", "note the bids received in March")


def test_the_parts_of_a_resolution_answer_several(warehouse: Warehouse, pack: Publish) -> None:
    parts = ["(a) that the bids received in March be noted; and", "(b) that the yard be sold to the highest bidder."]
    resolved = "\n".join(["RESOLVED –", *parts])

    assert answers(
        warehouse,
        pack,
        [NOTE, ("approve", "approve the yard being sold to the highest bidder")],
        [("resolved", resolved)],
    ) == [("agreed", "words", "note the bids received in March\napprove the yard being sold to the highest bidder")]


def test_a_report_noted_as_a_whole_answers_what_was_to_be_noted(warehouse: Warehouse, pack: Publish) -> None:
    decided = [("noted", "The Committee noted the report."), ("agreed", "It was agreed that SELL be asked again.")]
    decided[1] = ("agreed", "AGREED: the sale of the yard to the highest bidder.")

    assert answers(warehouse, pack, [NOTE, SELL], decided) == [
        ("noted", "report", NOTE[1]),
        ("agreed", "words", SELL[1]),
    ]


def test_recommendations_agreed_as_a_whole_are_all_answered(warehouse: Warehouse, pack: Publish) -> None:
    decided = [("resolved", "RESOLVED that the recommendations set out in the report be approved.")]

    assert answers(warehouse, pack, [NOTE, SELL], decided) == [("agreed", "report", f"{NOTE[1]}\n{SELL[1]}")]


def test_to_resolve_to_note_is_to_note(warehouse: Warehouse, pack: Publish) -> None:
    decided = [("resolved", "RESOLVED that Cabinet note the bids received in March.")]

    assert answers(warehouse, pack, [NOTE], decided) == [("noted", "words", NOTE[1])]


def test_an_amendment_lost_answers_nothing(warehouse: Warehouse, pack: Publish) -> None:
    decided = [
        ("rejected", "An amendment not to approve the sale of the yard to the highest bidder was put and lost."),
        ("agreed", "The sale of the yard to the highest bidder was agreed."),
    ]

    assert answers(warehouse, pack, [SELL], decided) == [(None, None, None), ("agreed", "words", SELL[1])]


def test_the_only_one_left_over_is_answered_if_it_is_a_little_alike(warehouse: Warehouse, pack: Publish) -> None:
    decided = [("agreed", "It was agreed that bids for the yard be sought again by a new agent in the highest class.")]

    assert answers(warehouse, pack, [SELL], decided) == [("amended", "words", SELL[1])]


def test_an_item_is_known_by_its_title_on_the_agenda_too(warehouse: Warehouse, pack: Publish) -> None:
    item = row("agenda_items", item_no="7", title="Estates")
    asked = row("recommendations", report_title="Mill Lane", agenda_item="7", verb="note", text=NOTE[1])
    noted = decision("a", SPRING, "The bids received in March were noted.", kind="noted", item_title="ESTATES")
    pack("spring", SPRING, agenda_items=[item], recommendations=[asked], decisions=[noted])

    assert [made["answer"] for made in mart(warehouse, "decisions")] == ["noted"]


def test_reports_of_another_item_are_not_answered(warehouse: Warehouse, pack: Publish) -> None:
    decided = [("agreed", "The sale of the yard to the highest bidder was agreed.")]

    assert answers(warehouse, pack, [SELL], decided, title="Appointment of the auditor") == [(None, None, None)]


def test_two_councils_decisions_of_one_id_stay_two(warehouse: Warehouse, pack: Publish) -> None:
    pack("ashby", SPRING, decisions=[decision("cabinet/5/1", SPRING, "RESOLVED that the depot be sold.")])
    pack("borrowby", SPRING, decisions=[decision("cabinet/5/1", SPRING, "The risk register was noted by Members.")])

    assert [(made["text"][:8], made["pack_ids"]) for made in mart(warehouse, "decisions")] == [
        ("RESOLVED", ["ashby"]),
        ("The risk", ["borrowby"]),
    ]


def test_a_decision_is_told_from_the_text_layer_not_the_scan(warehouse: Warehouse, pack: Publish) -> None:
    read_ill = decision("a", SPRING, "RES0LVED that the dep0t be sold.")
    pack("a-scan", SPRING, decisions=[read_ill], pages=[row("pages", page=1, status="ocr")])
    pack("minutes", SPRING, decisions=[decision("a", SPRING, "RESOLVED that the depot be sold.")])

    (found,) = mart(warehouse, "decisions")

    assert (found["text"], found["pack_ids"]) == ("RESOLVED that the depot be sold.", ["a-scan", "minutes"])
