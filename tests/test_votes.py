"""How a vote was carried, and who moved."""

from __future__ import annotations

import pytest

from extractors.facts.meetings.movers import Movers, find_movers
from extractors.facts.meetings.votes import count_in, is_vote, read_vote, vote_of_all


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        ("It was unanimously agreed.", "unanimous"),
        ("Agreed nem. con.", "no votes against"),
        ("The plan was agreed by a majority.", "majority"),
        ("For: 7   Against: 0   Abstain: 2", "For: 7   Against: 0   Abstain: 2"),
        ("(5 For, 0 Against, 1 Abstention)", "5 For, 0 Against, 1 Abstention"),
        ("The amendment was LOST by 23 votes to 30.", "23 votes to 30"),
        ("The motion was agreed.", None),
    ],
)
def test_vote(text: str, vote: str | None) -> None:
    assert read_vote(text) == vote


def test_count_spread_over_lists_of_names() -> None:
    lines = ["For (57)", "Mr A Booker, Mrs L Crane", "Against (0)", "Abstain (2)", "Ms I Inch"]
    assert count_in(lines) == "For (57) Against (0) Abstain (2)"


def test_the_number_behind_the_names() -> None:
    lines = ["For: Councillors Ash, Birch and Cole (3)", "Against: Councillor Dale (1)", "Abstentions: Cllr Elm (1)"]
    assert count_in(lines) == "For (3) Against (1) Abstentions (1)"


def test_a_side_alone_is_no_count() -> None:
    assert count_in(["The grant for 3 boats was paid."]) is None


def test_a_vote_by_itself_is_told_from_a_decision() -> None:
    assert is_vote("(Unanimous)")
    assert not is_vote("It was unanimously agreed that the lease be signed by the Director.")


def test_a_vote_for_all_decisions() -> None:
    assert (
        vote_of_all(["Unless otherwise indicated all decisions were agreed with no vote against."])
        == "no votes against"
    )
    assert vote_of_all(["The last item was agreed with no vote against."]) is None


@pytest.mark.parametrize(
    ("text", "movers"),
    [
        (
            "It was moved by Councillor Patel, seconded by Councillor Reeve and",
            ("Councillor Patel", "Councillor Reeve"),
        ),
        ("Mr Dunn proposed and Mrs Crane seconded the motion", ("Mr Dunn", "Mrs Crane")),
        ("the Leader proposed and Mr Oak, Cabinet Member for Finance, seconded it", ("the Leader", "Mr Oak")),
        ("On the motion of Cllr Ash, seconded by Cllr Mrs Cole,", ("Cllr Ash", "Cllr Mrs Cole")),
        ("Proposed: Cllr Ash  Seconded: Cllr Cole", ("Cllr Ash", "Cllr Cole")),
        (
            "The Cabinet Member for Ports and Harbours moved the report, which was seconded by Cllr Ash.",
            ("The Cabinet Member for Ports and Harbours", "Cllr Ash"),
        ),
        ("It was proposed (Cllr Ash), seconded (Cllr Cole) and resolved", ("Cllr Ash", "Cllr Cole")),
        ("Moved by Councillor Ash.", ("Councillor Ash", None)),
    ],
)
def test_movers(text: str, movers: tuple[str, str | None]) -> None:
    assert find_movers(text) == Movers(*movers)


def test_a_report_moves_nothing() -> None:
    assert find_movers("The report proposed a new levy.") is None
