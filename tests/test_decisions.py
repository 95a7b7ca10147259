"""Decisions of invented minutes: what is one, of which kind, whole, with its vote and its movers."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.facts.decisions import read_decisions
from extractors.facts.meetings.language import sentences
from extractors.facts.meetings.operatives import find_operative
from extractors.records import Record
from tests.minutes_sheets import minutes

HEAD = """
**FERRY JOINT COMMITTEE**

Minutes of a meeting of the Ferry Joint Committee held on 4 March 2024

**Present:** Councillors Ash (Chair), Birch and Cole

"""


TEXT = """

**99  TIDES**

The tides of the spring were set out in a table that was shown
on the screen, and the harbour master answered what was asked
about them.
"""


def decided(text: str, head: str = HEAD) -> list[Record]:
    records, issues = read_decisions(minutes(head + text + TEXT))
    assert issues == []
    return records


def the_one(text: str) -> Record:
    records = decided(f"**7  MOORINGS**\n\n{text}")
    assert len(records) == 1, [record["text"] for record in records]
    return records[0]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The Committee noted the report.", "noted"),
        ("The Committee received and noted the update.", "noted"),
        ("The Committee noted the position and agreed to receive a further report.", "agreed"),
        ("The Committee noted and approved the accounts.", "approved"),
        ("The Committee therefore unanimously approved the budget.", "approved"),
        ("The Committee, having considered the report, endorsed its contents.", "agreed"),
        ("It was agreed that moorings be let by tender.", "agreed"),
        ("In addition, it was further agreed to write to the harbour master.", "agreed"),
        ("On being put to the vote, the recommendation was agreed.", "agreed"),
        ("It was moved by Cllr Ash, seconded by Cllr Cole and agreed that the rent be waived.", "agreed"),
        ("The minutes of the last meeting were approved as a correct record.", "approved"),
        ("The minutes were taken as read and confirmed as a correct record.", "approved"),
        ("The protocol, as set out in appendix 2, was agreed subject to review.", "agreed"),
        ("The item was deferred to the next meeting.", "deferred"),
        ("The report was withdrawn.", "deferred"),
        ("The application was refused.", "rejected"),
        ("The Committee recommended to Council that the byelaw be adopted.", "recommended"),
        ("Authority was delegated to the Director to sign the lease.", "delegated"),
        ("Councillor Birch was elected Chair for the municipal year.", "elected"),
        ("It was agreed that the Chairman for 2024/25 would be Councillor Birch.", "elected"),
        ("Members agreed that the survey should be repeated in May.", "agreed"),
        ("RESOLVED that the report be noted.", "resolved"),
        ("RESOLVED that Councillor Cole be elected Chair.", "resolved"),
        ("The minutes were AGREED and it was RESOLVED that they be signed.", "resolved"),
        ("Resolved: To let the moorings.", "resolved"),
        ("Noted.", "noted"),
        ("Noted the contents of the report.", "noted"),
        ("Recommendation to Council: That the byelaw be adopted.", "recommended"),
        ("Unanimously resolved: that standing orders be suspended.", "resolved"),
        ("The Committee voted unanimously to refuse the application.", "rejected"),
        ("Members noted the update.", "noted"),
        ("Committee members agreed to the release of the reserve.", "agreed"),
        ("Payments totalling £3,211.40 were approved.", "approved"),
        ("Application 24/001: GRANTED, subject to conditions.", "approved"),
        ("The minutes of the last meeting were signed by the Chairman as a correct record.", "agreed"),
        ("Proposed by Cllr Ash and seconded by Cllr Cole, all agreed.", "agreed"),
    ],
)
def test_kind_of_a_decision(sentence: str, kind: str) -> None:
    assert the_one(sentence)["kind"] == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "Members noted that complaints had fallen.",
        "Members noted the rise in complaints since the summer and asked the harbour master for a breakdown of them.",
        "The Committee voted on each amendment in turn.",
        "Mr Dunn proposed the motion that the budget be agreed.",
        "It was noted that the target had been missed.",
        "The Committee noted that the figures were provisional.",
        "The Committee noted concerns about the tides.",
        "It was accepted that more work was needed.",
        "Members agreed that the survey was excellent.",
        "Some Members supported the proposal.",
        "Councillor Cole asked whether it had been agreed.",
        "The Director confirmed that the Committee agreed the policy last year.",
        "The officer advised that the budget was agreed in February 2023.",
        "The budget was approved by Council in March.",
        "The appeal scheme was approved by the Planning Inspector.",
        "In 2015 the Committee agreed to close the slipway.",
        "The Committee considered the savings which were agreed last year.",
        "The Committee received a presentation from the Director.",
        "The Committee was asked to note the report.",
        "If the motion was carried, funding would be needed.",
        "Officers agreed to provide a written answer.",
        "Apologies were received from Councillor Dale.",
        "There were no declarations of interest.",
    ],
)
def test_discussion_is_no_decision(sentence: str) -> None:
    assert decided(f"**7  MOORINGS**\n\n{sentence}") == []


def test_what_another_body_agreed_is_not_this_ones() -> None:
    (sentence,) = sentences("The Council agreed to support the appeal.")
    assert find_operative(sentence, opens=True, body="Ferry Joint Committee") is None
    assert find_operative(sentence, opens=True, body="County Council") is not None


def test_only_the_operative_sentence_is_taken() -> None:
    record = the_one("The rents were discussed. It was agreed that they be frozen. Boat owners had been told.")
    assert record["text"] == "It was agreed that they be frozen."


def test_two_sentences_of_decision_are_two() -> None:
    records = decided("**7  MOORINGS**\n\nIt was agreed that A be built. It was further agreed that B be sold.")
    assert [record["ordinal"] for record in records] == [1, 2]


def test_lettered_parts_are_one_decision() -> None:
    record = the_one(
        "RESOLVED -\n\n(a)  That the outturn be noted;\n\n(b)  That these sums be carried forward:\n\n"
        "     (i)  £0.3m for the pontoon; and\n\n     (ii) £1.1m for dredging; and\n\n"
        "(c)  That the reserve be used.\n\nReason for decision: To balance the account."
    )
    assert str(record["text"]).splitlines() == [
        "RESOLVED -",
        "(a) That the outturn be noted;",
        "(b) That these sums be carried forward:",
        "(i) £0.3m for the pontoon; and",
        "(ii) £1.1m for dredging; and",
        "(c) That the reserve be used.",
    ]


def test_parts_end_where_the_minutes_paragraphs_go_on() -> None:
    record = the_one(
        "3.  RESOLVED that the Committee:\n\n1.  Agree the lease; and\n\n2.  Note the survey.\n\n"
        "4.  The Chair thanked the officers."
    )
    assert record["text"] == "RESOLVED that the Committee:\n1. Agree the lease; and\n2. Note the survey."


def test_resolution_on_the_line_below_its_word() -> None:
    assert the_one("RESOLVED\n\nThat the report be noted.")["text"] == "RESOLVED\nThat the report be noted."


def test_decision_behind_a_label() -> None:
    record = the_one(
        "The plan was introduced.\n\nDecision: The Committee approved the plan.\n\nReason: Statutory duty."
    )
    assert (record["kind"], record["text"]) == ("approved", "Decision: The Committee approved the plan.")


def test_orders_below_a_label() -> None:
    record = the_one("AGREED:\n\n1.  To raise fees by 3%.\n\n2.  To freeze parking charges.")
    assert record["text"] == "AGREED:\n1. To raise fees by 3%.\n2. To freeze parking charges."


def test_a_list_of_what_the_body_did_is_one_decision() -> None:
    record = the_one("The Committee:\n\n- noted the programme; and\n\n- agreed to add a review of the locks.")
    assert (record["kind"], record["text"]) == (
        "agreed",
        "The Committee:\nnoted the programme; and\nagreed to add a review of the locks.",
    )


def test_exclusion_of_the_public() -> None:
    record = the_one(
        "On a motion by the Chairman, the Committee RESOLVED:\n\n"
        "That the public be excluded, exempt information within\n"
        "paragraph 3 of Schedule 12A being likely to be disclosed."
    )
    assert record["kind"] == "resolved"
    assert record["moved_by"] == "the Chairman"
    assert str(record["text"]).endswith("paragraph 3 of Schedule 12A being likely to be disclosed.")


def test_formal_receipt_of_apologies_is_no_decision() -> None:
    assert decided("**1  APOLOGIES**\n\nRESOLVED/-\n\nThat apologies be received from Councillor Dale.") == []


DEBATE = """**9. Budget**
(Item 5)

(1)  Mr Dunn proposed and Mrs Crane, Deputy Leader, seconded the motion that the budget be agreed.

(2)  Dr Gale proposed and Ms Inch seconded the following amendment:

"That £2m be added for dredging."

(3)  The Chairman put to the vote the amendment in paragraph 2 and the voting was as follows:

For (2)

Dr G Gale, Ms I Inch

Against (41)

Mr A Booker, Mrs L Crane

Abstain (3)

Miss E Eve

Amendment lost

(4)  The Chairman put to the vote the motion in paragraph 1 and the voting was as follows:

For (44)

Mr A Booker, Mrs L Crane

Against (0)

Abstain (2)

Motion carried

(5)  RESOLVED that the budget be agreed.
"""


def test_an_amendment_lost_then_the_motion_carried() -> None:
    lost, carried = decided(DEBATE)
    assert lost["kind"] == "rejected"
    assert lost["text"] == (
        "The Chairman put to the vote the amendment in paragraph 2 and the voting was as follows:\nAmendment lost"
    )
    assert (lost["vote"], lost["moved_by"], lost["seconded_by"]) == (
        "For (2) Against (41) Abstain (3)",
        "Dr Gale",
        "Ms Inch",
    )
    assert (carried["kind"], carried["text"]) == ("resolved", "RESOLVED that the budget be agreed.")
    assert (carried["vote"], carried["moved_by"], carried["seconded_by"]) == (
        "For (44) Against (0) Abstain (2)",
        "Mr Dunn",
        "Mrs Crane",
    )


def test_an_election_agreed_on_a_line_of_its_own() -> None:
    record = the_one("Mr Ford moved and Mr Dunn seconded that Mr Quill be appointed Chairman.\n\nAgreed unanimously")
    assert record["kind"] == "elected"
    assert (
        record["text"] == "Mr Ford moved and Mr Dunn seconded that Mr Quill be appointed Chairman.\nAgreed unanimously"
    )
    assert (record["vote"], record["moved_by"], record["seconded_by"]) == ("unanimous", "Mr Ford", "Mr Dunn")


def test_a_motion_lost_in_running_text() -> None:
    record = the_one(
        "Cllr Cole proposed a levy. This was seconded by Cllr Ash. The motion was lost, 1 for and 2 against."
    )
    assert (record["kind"], record["vote"]) == ("rejected", "1 for and 2 against")
    assert (record["moved_by"], record["seconded_by"]) == ("Cllr Cole", "Cllr Ash")


def test_a_motion_carried_without_a_resolution() -> None:
    record = the_one("The levy was debated. On being put to the vote, the motion was declared CARRIED.")
    assert (record["kind"], record["text"]) == (
        "resolved",
        "On being put to the vote, the motion was declared CARRIED.",
    )


def test_mover_and_seconder_on_lines_of_their_own_stand_before_the_resolution() -> None:
    record = the_one(
        "Moved by Alderman Cole\n\nSeconded by Councillor Dale and\n\n**RESOLVED - that the documents be sealed.**"
    )
    assert record["text"] == "RESOLVED - that the documents be sealed."
    assert (record["moved_by"], record["seconded_by"]) == ("Alderman Cole", "Councillor Dale")


def test_reasons_and_alternatives_are_no_decisions() -> None:
    record = the_one(
        "RESOLVED – That option 3 be approved.\n\n**Alternative options considered**\n\n"
        "Options 1 and 2 were rejected because neither was safe.\n\nOption 4 was deferred."
    )
    assert record["text"] == "RESOLVED – That option 3 be approved."


def test_a_show_of_hands_told_before_the_resolution_is_its_vote() -> None:
    record = the_one(
        "It was moved that the report be approved. By way of verification by show of hands, this was unanimously "
        "agreed.\n\nRESOLVED that the report be approved."
    )
    assert record["vote"] == "unanimous"


def test_a_vote_declared_carried() -> None:
    record = the_one("The rent was debated. On a vote, 7 Members voted for and 4 against and it was declared carried.")
    assert record["kind"] == "resolved"


def test_a_bracket_of_movers_and_votes_belongs_to_its_resolution() -> None:
    text = "It was RESOLVED to accept tender B. (Proposed: Cllr Ash; Seconded: Cllr Birch. All in favour)"
    record = the_one(text)
    assert record["text"] == text
    assert (record["moved_by"], record["seconded_by"], record["vote"]) == ("Cllr Ash", "Cllr Birch", "unanimous")


def test_a_motion_put_and_carried_in_one_sentence_needs_no_other() -> None:
    record = the_one(
        "Proposed by Cllr Ash; seconded by Cllr Birch:\n\n“That the tolls be waived.”\n\n"
        "The motion was put to the vote and declared CARRIED."
    )
    assert record["text"] == "The motion was put to the vote and declared CARRIED."
    assert record["moved_by"] == "Cllr Ash"


def test_minutes_signed_by_the_leader_were_approved_here() -> None:
    record = the_one("The minutes of 4 March were approved and signed by the Leader as a correct record.")
    assert record["kind"] == "approved"


def test_parts_behind_a_colon_and_dash_set_close() -> None:
    record = the_one("**The Committee resolved:-**\n\n(i)   to note the report; and\n\n(ii)  to write to the port.")
    assert record["kind"] == "resolved"
    assert record["text"] == "The Committee resolved:-\n(i) to note the report; and\n(ii) to write to the port."


def test_movers_and_votes_told_behind_a_decision_are_its_own() -> None:
    record = the_one("The minutes were approved. Proposed: Cllr Ash, Seconded: Cllr Birch. All in favour.")
    assert record["text"] == "The minutes were approved."
    assert (record["moved_by"], record["seconded_by"], record["vote"]) == ("Cllr Ash", "Cllr Birch", "unanimous")
    labelled = the_one("Resolution: to pay the bill. All in favour.")
    assert (labelled["text"], labelled["vote"]) == ("Resolution: to pay the bill.", "unanimous")


def test_a_clause_behind_a_resolution_that_gives_only_its_vote() -> None:
    record = the_one("RESOLVED - 31 votes to 14 with 2 abstentions\n\nThat the appointments be made.")
    assert record["text"] == "RESOLVED - 31 votes to 14 with 2 abstentions\nThat the appointments be made."
    assert record["vote"] == "31 votes to 14 with 2 abstentions"


def test_what_is_said_once_for_all_decisions_holds_for_each_silent_one() -> None:
    head = HEAD + "All decisions were taken with no votes against.\n\n"
    silent, own = decided(
        "**7  MOORINGS**\n\nIt was agreed that A be built.\n\n"
        "**8  LOCKS**\n\nIt was unanimously agreed that B be sold.",
        head,
    )
    assert (silent["vote"], own["vote"]) == ("no votes against", "unanimous")


def test_decision_id_is_stable_and_the_place_is_the_sentences() -> None:
    first = HEAD + "**7  MOORINGS**\n\nThe rents were discussed at length."
    records, _ = read_decisions(minutes(first, "It was agreed that they be frozen.", date=dt.date(2024, 3, 4)))
    assert records[0]["decision_id"] == "ferry-joint-committee/2024-03-04/7/1"
    assert records[0]["page"] == 2
