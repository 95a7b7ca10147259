"""The marts, on a few published rows each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from conftest import Row, full_row

from pipelines.marts.build import BUILDERS, build_marts
from pipelines.marts.state import READS, stale_marts
from pipelines.warehouse import Warehouse
from schemas.marts import MARTS
from schemas.tables import TABLES

Publish = Callable[..., None]
SPRING, SUMMER, AUTUMN = dt.date(2024, 4, 16), dt.date(2024, 7, 9), dt.date(2024, 10, 8)
FACTS = ("decisions", "recommendations", "budgets", "kpis", "rag_actions", "attendance", "check_results", "settlements")


@pytest.fixture
def pack(publish: Publish) -> Publish:
    """Publish a pack of the Cabinet with the rows named and no other facts."""

    def publish_pack(pack_id: str, date: dt.date, **facts: list[Row]) -> None:
        rows = {name: facts.get(name, []) for name in FACTS} | facts
        publish(pack_id, rows, body="Cabinet", meeting_date=date)

    return publish_pack


def row(table: str, **values: Any) -> Row:
    return full_row(TABLES[table]) | values


def mart(warehouse: Warehouse, name: str) -> list[Row]:
    build_marts(warehouse)
    rows: list[Row] = warehouse.read_mart(name).to_pylist()
    return rows


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


def budget(amount: str, **values: Any) -> Row:
    return row(
        "budgets", line="Street lighting", measure="Forecast", amount_gbp=Decimal(amount), is_total=False, **values
    )


def test_an_amount_stands_beside_that_of_the_pack_before(warehouse: Warehouse, pack: Publish) -> None:
    pack("spring", SPRING, budgets=[budget("1000")])
    pack("summer", SUMMER, budgets=[budget("1250.50"), budget("1250.50", row=2)])

    before, now = mart(warehouse, "budget_history")

    assert before["previous_amount_gbp"] is None
    assert (now["previous_amount_gbp"], now["change_gbp"], now["times_seen"]) == (Decimal(1000), Decimal("250.50"), 2)


def test_an_amount_is_compared_with_nothing_where_the_pack_before_prints_two(
    warehouse: Warehouse, pack: Publish
) -> None:
    pack("spring", SPRING, budgets=[budget("1000"), budget("1001", row=2)])
    pack("summer", SUMMER, budgets=[budget("1250")])

    assert [made["previous_amount_gbp"] for made in mart(warehouse, "budget_history")] == [None, None, None]


def kpi(period: str, actual: float, rag: str, **values: Any) -> Row:
    return row("kpis", period=period, actual=actual, rag=rag, **{"indicator": "Calls answered", **values})


def test_an_indicator_is_followed_over_periods_and_spellings(warehouse: Warehouse, pack: Publish) -> None:
    pack("spring", SPRING, kpis=[kpi("2023/24 Q4", 91.0, "A"), kpi("2023/24", 90.0, "A")])
    pack("summer", SUMMER, kpis=[kpi("2024/25 Q1", 95.0, "G", indicator="Calls Answered.")])

    quarter = {made["period"]: made for made in mart(warehouse, "kpi_history")}["2024/25 Q1"]

    assert (quarter["previous_actual"], quarter["previous_rag"], quarter["change"]) == (91.0, "A", "improved")
    assert quarter["indicator_name"] == "Calls Answered."


def test_a_period_printed_again_is_one_row_as_last_printed(warehouse: Warehouse, pack: Publish) -> None:
    pack("spring", SPRING, kpis=[kpi("2023/24 Q4", 91.0, "A")])
    pack("summer", SUMMER, kpis=[kpi("2023/24 Q4", 91.4, "A")])

    (found,) = mart(warehouse, "kpi_history")

    assert (found["actual"], found["times_seen"], found["pack_id"], found["change"]) == (91.4, 2, "summer", "new")


def test_a_quarter_that_was_left_out_is_not_stepped_over(warehouse: Warehouse, pack: Publish) -> None:
    pack("spring", SPRING, kpis=[kpi("2023/24 Q3", 91.0, "A"), kpi("2024/25 Q1", 95.0, "G")])

    assert {made["previous_actual"] for made in mart(warehouse, "kpi_history")} == {None}


def action(ref: str | None, text: str, rag: str | None, **values: Any) -> Row:
    return row("rag_actions", ref=ref, action=text, rag=rag, **values)


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [("A", "G", "improved"), ("G", "R", "slipped"), ("G", "G", "same"), ("G", "B", "closed"), ("G", None, "unrated")],
)
def test_an_action_is_followed_by_its_reference(
    warehouse: Warehouse, pack: Publish, before: str, now: str | None, change: str
) -> None:
    pack("spring", SPRING, rag_actions=[action("A1", "Renew the lease", before)])
    pack("summer", SUMMER, rag_actions=[action("A1", "Renew the lease of the hall", now), action("A2", "Buy", "G")])

    changes = [(made["ref"], made["change"]) for made in mart(warehouse, "action_history")]

    assert changes == [("A1", "new"), ("A1", change), ("A2", "new")]


def test_actions_that_share_a_reference_are_told_apart_by_their_words(warehouse: Warehouse, pack: Publish) -> None:
    pack("spring", SPRING, rag_actions=[action("1", "Renew the lease", "R"), action("1", "Train the staff", "G")])
    pack("summer", SUMMER, rag_actions=[action("1", "Train the staff", "G"), action("1", "Paint the hall", "A")])

    found = {(made["pack_id"], made["action"]): made["change"] for made in mart(warehouse, "action_history")}

    assert found["summer", "Train the staff"] == "same"
    assert found["summer", "Paint the hall"] == "new"


def test_an_action_dropped_without_a_word_is_marked_where_it_stood_last(warehouse: Warehouse, pack: Publish) -> None:
    plan = [action("A1", "Renew the lease", "R"), action("A2", "Train the staff", "A"), action("A3", "Paint it", "B")]
    pack("spring", SPRING, rag_actions=[*plan, action("Z1", "Sell the barge", "A", table_id="p020-1")])
    pack("summer", SUMMER, rag_actions=[action("A1", "Renew the lease", "A")])

    found = {(made["pack_id"], made["ref"]): made["dropped_in"] for made in mart(warehouse, "action_history")}

    assert found == {
        ("spring", "A1"): None,
        ("spring", "A2"): "summer",
        ("spring", "A3"): None,
        ("spring", "Z1"): None,
        ("summer", "A1"): None,
    }


def person(name: str, date: dt.date, organisation: str | None = "Ashby", status: str = "present", **values: Any) -> Row:
    known = {"person": name, "organisation": organisation, "status": status}
    return row("attendance", body="Cabinet", meeting_date=date, **known, **values)


def test_a_slip_of_the_pen_makes_no_second_person(warehouse: Warehouse, pack: Publish) -> None:
    pack("spring", SPRING, attendance=[person("Jacqueline Marsh", SPRING)])
    pack("summer", SUMMER, attendance=[person("Jaqueline Marsh", SUMMER, status="apologies")])
    pack("autumn", AUTUMN, attendance=[person("Jacqueline Marsh", AUTUMN)])

    (found,) = mart(warehouse, "people")

    assert (found["person"], found["names"]) == ("Jacqueline Marsh", ["Jacqueline Marsh", "Jaqueline Marsh"])
    assert (found["meetings"], found["meetings_present"], found["meetings_apologies"]) == (3, 2, 1)
    assert "same council and surname" in found["merge_reason"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Peter Marsh", SPRING), person("Paula Marsh", SUMMER)),
        (person("Jacqueline Marsh", SPRING), person("Jaqueline Marsh", SUMMER, "Borrowby")),
        (person("Jacqueline Marsh", SPRING), person("Jaqueline Marsh", SPRING)),
        (person("Jacqueline Marsh", SPRING, None), person("Jaqueline Marsh", SUMMER, None)),
    ],
    ids=["a surname alone", "another council", "both at one meeting", "no council known"],
)
def test_two_people_are_not_made_one(warehouse: Warehouse, pack: Publish, one: Row, other: Row) -> None:
    pack("spring", SPRING, attendance=[dict(one), dict(other)])

    assert len(mart(warehouse, "people")) == 2


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Rokhsana Marsh", "Rokshana Marsh", "1 letter apart"),
        ("Tonii Marsh", "Toni Marsh", "1 letter apart"),
        ("Terence Marsh", "Terry Marsh", "forms of one name"),
        ("R Marsh", "Robert Marsh", "nobody else there has the initial"),
        ("R J Marsh", "R Marsh", "the initial"),
        ("Peter John Marsh", "Peter Marsh", "given names alike"),
        ("Peter Bannerman", "Peter Banerman", "given names alike"),
    ],
)
@pytest.mark.parametrize("organisation", ["Ashby", None])
def test_one_person_under_two_spellings_is_one(
    warehouse: Warehouse, pack: Publish, one: str, other: str, reason: str, organisation: str | None
) -> None:
    others = ("Ada Bell", "Fred Cross")
    for name, date in ((one, SPRING), (other, SUMMER)):
        listed = [person(listed, date, organisation, title="Councillor") for listed in (name, *others)]
        pack(f"pack-{date}", date, attendance=listed)

    found = {tuple(made["names"]): made["merge_reason"] for made in mart(warehouse, "people")}

    assert set(found) == {tuple(sorted((one, other))), *((name,) for name in others)}
    assert reason in found[tuple(sorted((one, other)))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Paul Marsh", "Paula Marsh"),
        ("Frances Marsh", "Francis Marsh"),
        ("Maria Marsh", "Marina Marsh"),
        ("Peter A Marsh", "Peter B Marsh"),
        ("R J Marsh", "R W Marsh"),
        ("Marsh", "Peter Marsh"),
        ("Peter Marsh", "Peter Marshall"),
        ("Ian Marsh", "Ivan Marsh"),
    ],
)
def test_names_alike_may_be_two_people(warehouse: Warehouse, pack: Publish, one: str, other: str) -> None:
    pack("spring", SPRING, attendance=[person(one, SPRING)])
    pack("summer", SUMMER, attendance=[person(other, SUMMER)])

    assert len(mart(warehouse, "people")) == 2


def test_an_initial_that_two_have_is_nobodys(warehouse: Warehouse, pack: Publish) -> None:
    pack("spring", SPRING, attendance=[person("Robert Marsh", SPRING), person("Rachel Marsh", SPRING)])
    pack("summer", SUMMER, attendance=[person("R Marsh", SUMMER)])

    assert sorted(made["person"] for made in mart(warehouse, "people")) == ["R Marsh", "Rachel Marsh", "Robert Marsh"]


def test_one_name_under_two_titles_may_be_two_people(warehouse: Warehouse, pack: Publish) -> None:
    listed = [person("R Marsh", SPRING, title="Mr"), person("R Marsh", SPRING, title="Mrs")]
    pack("spring", SPRING, attendance=listed)

    assert [made["titles"] for made in mart(warehouse, "people")] == [["Mr"], ["Mrs"]]


def test_minutes_that_print_no_council_tell_of_the_same_people(warehouse: Warehouse, pack: Publish) -> None:
    names = ("Ada Bell", "Fred Cross", "Joan Dale")
    pack("spring", SPRING, attendance=[person(name, SPRING) for name in names])
    pack("summer", SUMMER, attendance=[person(name, SUMMER, None) for name in names])

    found = mart(warehouse, "people")

    assert [(made["person"], made["organisation"], made["meetings"]) for made in found] == [
        (name, "Ashby", 2) for name in names
    ]
    assert "council not printed everywhere" in found[0]["merge_reason"]


def test_committees_of_one_name_are_not_one_without_their_members(warehouse: Warehouse, pack: Publish) -> None:
    pack("ashby", SPRING, attendance=[person(name, SPRING, None) for name in ("R Marsh", "A Bell", "F Cross")])
    pack("borrowby", SUMMER, attendance=[person(name, SUMMER, None) for name in ("R Marsh", "J Dale", "K Eve")])

    assert [made["person"] for made in mart(warehouse, "people")].count("R Marsh") == 2


def test_minutes_read_from_two_packs_are_one_meeting(warehouse: Warehouse, pack: Publish) -> None:
    pack("minutes", SPRING, attendance=[person("Jacqueline Marsh", SPRING)])
    pack("summer", SUMMER, attendance=[person("Jacqueline Marsh", SPRING)])

    (found,) = mart(warehouse, "people")

    assert (found["meetings"], found["pack_ids"]) == (1, ["minutes", "summer"])


def test_findings_are_the_checks_that_failed_gravest_first(warehouse: Warehouse, pack: Publish) -> None:
    results = [
        row("check_results", check="total", severity="warning", passed=False, page=3, settled_by=None),
        row("check_results", check="sum", severity="error", passed=False, page=9, settled_by=None),
        row("check_results", check="year", severity="error", passed=True),
    ]
    pack("spring", SPRING, check_results=results)

    assert [(made["check"], made["page"]) for made in mart(warehouse, "findings")] == [("sum", 9), ("total", 3)]


def test_a_target_that_changed_without_a_word_is_a_finding(warehouse: Warehouse, pack: Publish) -> None:
    pack("spring", SPRING, kpis=[kpi("2024/25", 91.0, "A", target=95.0)])
    pack("summer", SUMMER, kpis=[kpi("2024/25", 91.0, "G", target=90.0, page=7)])

    (found,) = mart(warehouse, "findings")

    assert (found["check"], found["pack_id"], found["page"]) == ("target_changed", "summer", 7)
    assert (found["expected"], found["actual"], found["difference"]) == ("95.0", "90.0", "-5.0")
    assert "in the pack of 16 April 2024" in found["message"]


@pytest.mark.parametrize(
    "told",
    [{"target": 95.0}, {"commentary": "The target was revised in May."}, {"period": "2025/26"}, {"target": None}],
    ids=["the same", "told of", "another year", "none printed"],
)
def test_a_target_that_did_not_change_or_with_a_word_is_none(
    warehouse: Warehouse, pack: Publish, told: dict[str, Any]
) -> None:
    pack("spring", SPRING, kpis=[kpi("2024/25", 91.0, "A", target=95.0)])
    pack("summer", SUMMER, kpis=[kpi("2024/25", 91.0, "G", target=90.0) | told])

    assert mart(warehouse, "findings") == []


def balance(line: str, year: str, amount: int, **values: Any) -> Row:
    known = {"organisation": "Ashby", "scope": None, "parent_line": None, "table_title": "General reserves 2023/24"}
    return row(
        "budgets", line=line, column_label="£000", financial_year=year, amount_gbp=Decimal(amount), **known | values
    )


def test_a_year_that_opens_with_another_balance_than_the_last_closed_with_is_a_finding(
    warehouse: Warehouse, pack: Publish
) -> None:
    pack("spring", SPRING, budgets=[balance("Closing balance 31 March 2024", "2023/24", 8000)])
    opening = balance("Opening balance 1 April 2024", "2024/25", 8200, table_title="General reserves 2024/25", page=4)
    pack("summer", SUMMER, budgets=[opening])

    (found,) = mart(warehouse, "findings")

    assert (found["check"], found["page"], found["difference"]) == ("balance_carried", 4, "200.00")


@pytest.mark.parametrize(
    ("closing", "opening"),
    [
        (balance("Closing balance", "2023/24", 8000), balance("Opening balance", "2024/25", 8000)),
        (balance("Forecast closing balance", "2023/24", 8000), balance("Opening balance", "2024/25", 8200)),
        (balance("Closing balance", "2023/24", 8000), balance("Opening balance", "2025/26", 8200)),
        (
            balance("Closing balance", "2023/24", 8000),
            balance("Opening balance", "2024/25", 9, organisation="Borrowby"),
        ),
    ],
    ids=["carried", "a forecast", "another year", "another council"],
)
def test_balances_that_carry_over_or_need_not_are_none(
    warehouse: Warehouse, pack: Publish, closing: Row, opening: Row
) -> None:
    pack("spring", SPRING, budgets=[dict(closing)])
    pack("summer", SUMMER, budgets=[dict(opening)])

    assert mart(warehouse, "findings") == []


def settlement(check: str, subject: str, **values: Any) -> Row:
    known: Row = {"check": check, "subject": subject, "page": None, "expected": None, "actual": None}
    return row("settlements", settled_by="J. Marsh", settlement="told in the budget", **known | values)


@pytest.fixture
def changed_target(pack: Publish) -> Callable[..., None]:
    """Publish two packs, the later with another target, and with what a reviewer says of it."""

    def publish_packs(*settlements: Row) -> None:
        pack("spring", SPRING, kpis=[kpi("2024/25", 91.0, "A", target=95.0)])
        pack("summer", SUMMER, kpis=[kpi("2024/25", 91.0, "G", target=90.0, page=7)], settlements=list(settlements))

    return publish_packs


def test_a_finding_between_packs_that_is_settled_is_none(
    warehouse: Warehouse, changed_target: Callable[..., None]
) -> None:
    changed_target()
    (found,) = mart(warehouse, "findings")

    changed_target(settlement("target_changed", found["subject"], page=7, actual="90.0"))

    assert mart(warehouse, "findings") == []


@pytest.mark.parametrize("other", [{"actual": "89.0"}, {"page": 8}, {"subject": "Something else"}], ids=str)
def test_a_settlement_that_its_finding_between_packs_has_outlived_is_reported_beside_it(
    warehouse: Warehouse, changed_target: Callable[..., None], other: Row
) -> None:
    changed_target()
    (found,) = mart(warehouse, "findings")

    changed_target(settlement("target_changed", found["subject"]) | other)

    still, stale = mart(warehouse, "findings")
    assert still == found
    assert (stale["check"], stale["pack_id"], stale["severity"]) == ("stale_correction", "summer", "warning")
    assert stale["message"].endswith("was not settled by J. Marsh: there is none any more")


def test_a_settlement_of_what_one_pack_shows_by_itself_is_no_matter_of_the_marts(
    warehouse: Warehouse, changed_target: Callable[..., None]
) -> None:
    changed_target(settlement("column_total", "Parks: total"))

    assert [found["check"] for found in mart(warehouse, "findings")] == ["target_changed"]


def test_marts_are_rebuilt_when_packs_change_and_only_then(warehouse: Warehouse, pack: Publish) -> None:
    pack("spring", SPRING, attendance=[person("Jacqueline Marsh", SPRING)])
    build_marts(warehouse)
    file = warehouse.mart("people")
    before = file.stat().st_mtime_ns

    assert not stale_marts(warehouse)
    build_marts(warehouse)
    assert file.stat().st_mtime_ns == before
    pack("spring", SPRING, attendance=[person("Jacqueline Marsh", SPRING)])
    assert stale_marts(warehouse)


def test_a_pack_leaves_the_marts_alone_that_it_has_nothing_for(
    warehouse: Warehouse, pack: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack("spring", SPRING, attendance=[person("Jacqueline Marsh", SPRING)])
    build_marts(warehouse)
    pack("summer", SUMMER, check_results=[row("check_results", passed=False, settled_by=None)])
    monkeypatch.setitem(BUILDERS, "people", lambda _: pytest.fail("built again"))

    assert stale_marts(warehouse) == ["findings"]
    assert [made["person"] for made in mart(warehouse, "people")] == ["Jacqueline Marsh"]
    assert len(mart(warehouse, "findings")) == 1
    assert stale_marts(warehouse) == []


def test_a_mart_says_which_tables_it_reads() -> None:
    assert READS.keys() == MARTS.keys() == BUILDERS.keys()
