"""What a pack itself says that its status words mean."""

from __future__ import annotations

import pytest

from extractors.facts.rating_keys import rated_by, read_key
from tests.kpi_tables import AMBER, GREEN, RED, table


@pytest.mark.parametrize(
    "text",
    [
        "Status is in words: On course (Green), Slipping (Amber) and Late (Red).",
        "Key: Green = on course; Amber = slipping; Red = late",
        "On course = Green, Slipping = Amber, Late = Red",
        "Green: on course\nAmber: slipping\nRed: late",
    ],
)
def test_a_key_in_a_sentence(text: str) -> None:
    assert read_key([text]) == {"on course": "G", "slipping": "A", "late": "R"}


def test_a_key_in_a_small_table() -> None:
    rows = [[("●", GREEN), "On course"], [("", AMBER), "Slipping"], [("Red", RED), "Late"]]
    assert read_key([], [table(rows, head=0)]) == {"slipping": "A", "late": "R"} | {"on course": "G"}


def test_a_list_of_indicators_is_no_key() -> None:
    rows = [["Measure", "Q1", "Status"], ["Calls", "91%", ("", GREEN)], ["Letters", "70%", ("", RED)]]
    assert read_key([], [table([*rows, ["Visits", "14", ""]])]) == {}


def test_a_sentence_that_only_mentions_a_rating_is_no_key() -> None:
    assert read_key(["The measures below met their target (RAG rated = Green)", "Two were red and one amber."]) == {}


def test_a_status_explained_in_two_ways_is_left_out() -> None:
    assert read_key(["On course = Green, Late = Red", "On course = Amber"]) == {"late": "R"}


def test_a_status_is_looked_up_however_it_is_spelt() -> None:
    key = read_key(["On course (Green)"])
    assert (rated_by(key, "ON COURSE."), rated_by(key, "Off course"), rated_by(key, None)) == ("G", None, None)
