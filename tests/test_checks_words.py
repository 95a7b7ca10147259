"""What is added up and counted in words: parts and totals, lists that share out a whole, ratings, shares."""

from __future__ import annotations

import pytest
from check_rows import Rows, failed, figures, passed

from extractors.checks.additions import (
    check_listed_parts,
    check_parts_of_whole,
    check_parts_said,
    check_totals_below,
)
from extractors.checks.movements import check_movements
from extractors.checks.narrative import check_narrative
from extractors.checks.percentages import check_splits
from extractors.checks.said import find_amounts
from extractors.checks.statements import check_named_tables, check_statements
from extractors.checks.tallies import (
    check_listed_counts,
    check_ratings_of_whole,
    check_said_ratings,
    check_said_shares,
)
from extractors.checks.units import check_missing_units


def test_parts_of_a_sentence_that_do_not_make_its_total() -> None:
    rows = Rows().says(
        "The programme is £4.25m, made up of £2.50m for roads, £0.90m for bridges and £0.75m for lighting."
    )

    (found,) = failed(check_parts_said, rows)

    assert figures(found) == ("4.15", "4.25", "0.1")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The plan is £2.4m, made up of £1.1m of grant, £0.8m of loans and £0.9m from reserves.",
            ("2.8", "2.4", "-0.4"),
        ),
        ("It costs £640,000, funded by £400,000 of grant, £510,000 of fees and £90,000 from reserves.", None),
    ],
)
def test_parts_of_which_one_comes_from_a_reserve(text: str, expected: tuple[str, str, str] | None) -> None:
    (found,) = failed(check_parts_said, Rows().says(text))

    assert figures(found) == (expected or ("1000000", "640000", "-360000"))


@pytest.mark.parametrize(
    "text",
    [
        "The fund of £4.2m is made up of £2.5m for roads and £1.9m, up from £1.5m, for bridges.",
        "The programme is £4.1m, made up of £2.5m for roads, £0.9m for bridges and £0.7m for lighting.",
        "Savings of £4.2m, comprising £2.5m from roads, £0.9m from bridges and the balance of £0.1m from reserves.",
        "The overspend of £4.2m comprises £3.0m in adult care and £1.5m in transport, mitigated by £0.3m of vacancies.",
        "The total of £4.2m is made up of £2.5m for roads (£1.1m resurfacing) and £1.7m for bridges.",
        "The grant of £4.2m, of which £2.5m is for roads and £0.9m for bridges, was received in May.",
        "The fund stood at £4.2m, being £2.5m more than the £1.1m of last year.",
    ],
)
def test_parts_that_make_their_total_or_need_not(text: str) -> None:
    assert failed(check_parts_said, Rows().says(text)) == []


def test_a_list_of_shares_that_misses_the_total_said_before_it() -> None:
    rows = Rows().says("Total borrowing was £90.20m at the end of the quarter.")
    for line in ("Up to 5 years £20.50m (22.7%)", "5 to 10 years £30.10m (33.4%)", "Over 10 years £39.50m (43.9%)"):
        rows.says(line, kind="list_item")

    (found,) = failed(check_listed_parts, rows)

    assert figures(found) == ("90.1", "90.2", "0.1")
    assert "(£20.50m, £30.10m, £39.50m) add up to 90.1, the total said is £90.20m" in found.message


def test_a_list_of_shares_of_which_no_total_is_said() -> None:
    rows = Rows().says("The average rate of the £90.20m was 4.1%.")
    for line in ("Up to 5 years £20.50m (22.7%)", "5 to 10 years £30.10m (33.4%)", "Over 10 years £39.50m (43.9%)"):
        rows.says(line, kind="list_item")

    assert failed(check_listed_parts, rows) == []


def test_a_comma_typed_for_a_point() -> None:
    (amount,) = find_amounts("the loans of £265,77m")

    assert str(amount.printed) == "265.77"


def test_a_line_under_a_table_that_repeats_the_total_of_another() -> None:
    places = [["By 2026", "By 2027", "By 2028"], ["30 places", "60 places", "15 places"]]
    rows = Rows().grid(places, table_id="t1", bottom=230.0)
    rows["passages"] = [*Rows().says("A total of 140 places over the three years", top=240.0)["passages"]]

    (found,) = failed(check_totals_below, rows)

    assert figures(found) == ("105", "140", "35")


def test_a_line_under_a_table_that_counts_something_else() -> None:
    places = [["By 2026", "By 2027", "By 2028"], ["30 places", "60 places", "15 places"]]
    rows = Rows().grid(places, table_id="t1", bottom=230.0)
    rows["passages"] = [*Rows().says("A total of 3 schools will be built", top=240.0)["passages"]]

    assert failed(check_totals_below, rows) == passed(check_totals_below, rows) == []


def test_a_difference_of_two_sums_that_are_both_not_the_tables() -> None:
    grid = [["Line", "Net £m"], ["Closing Budget", "8.674"], ["Opening Budget", "7.345"]]
    text = "The closing budget of £9.593m is reduced by £1.504m to an opening budget of £8.089m, as in the table below:"
    rows = Rows().finance(grid, title="Table 1 – Budget").says(text)

    found = failed(check_narrative, rows)

    assert [figures(outcome) for outcome in found] == [("8.674", "9.593", "0.919"), ("7.345", "8.089", "0.744")]
    assert "text £1.504m, table 8.674 - 7.345" in found[1].message  # follows from the two: no slip of its own


def test_a_sum_of_another_year_than_the_lines_says_so() -> None:
    grid = [["Line", "Net £m"], ["Closing Budget 2024/25", "8.674"], ["Opening Budget 2025/26", "7.345"]]
    text = "The closing budget for 2023/24 of £9.593m is reduced to £7.345m, as in the table below:"
    rows = Rows().finance(grid, title="Table 1 – Budget").says(text)

    (found,) = failed(check_narrative, rows)

    assert "the text gives it for 2023/24, the line is of 2024/25" in found.message


def test_a_unit_left_out_on_another_page_too_is_told_with_that_page() -> None:
    rows = Rows().says("Parks £0.417m, roads £0.318m, schools £0.223.").says("Schools have £0.223 too.", page=4)

    found = failed(check_missing_units, rows)

    assert [outcome.message.rpartition(", and on ")[2] for outcome in found] == ["page 4", "page 1"]


def test_an_increase_that_goes_down() -> None:
    (found,) = failed(check_movements, Rows().says("The overspend has increased from £1.4m to £1.1m."))

    assert (found.expected, found.actual) == ("decreased", "increased")


def plan(*rags: str) -> Rows:
    rows = Rows().paper()
    for number, rag in enumerate(rags, 1):
        rows.add("rag_actions", plan="Recovery Plan", ref=f"R{number}", rag=rag, period="2024/25 Q2")
    return rows


def test_ratings_counted_in_words_against_the_plan() -> None:
    rows = plan("G", "G", "G", "A", "R").says("Of the five actions, 3 are green, 2 are amber and 1 is red.")

    (found,) = failed(check_said_ratings, rows)

    assert figures(found) == ("1", "2", "1")
    assert len(passed(check_said_ratings, rows)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Of the five actions, three are green, one is amber and one is red.",
        "Last quarter 2 were green, 2 amber and 1 red.",
        "There are 3 green and 4 amber risks.",
        "The wider programme has 14 green, 6 amber and 2 red schemes.",
    ],
)
def test_ratings_counted_rightly_or_of_something_else(text: str) -> None:
    assert failed(check_said_ratings, plan("G", "G", "G", "A", "R").says(text)) == []


def test_a_share_said_with_its_two_counts() -> None:
    (found,) = failed(check_said_shares, Rows().says("We answered 12 of 15 complaints in time (85%)."))

    assert figures(found) == ("80", "85", "5")


def test_a_share_of_a_quarter_that_is_named_before_it() -> None:
    (found,) = failed(check_said_shares, Rows().says("In Quarter 3, 7 out of 10 indicators (75%) met their target."))

    assert figures(found) == ("70", "75", "5")


def test_a_share_said_behind_the_whole() -> None:
    (found,) = failed(check_said_shares, Rows().says("Of the 14 savings lines, 11 (69%) are delivered."))

    assert figures(found) == ("79", "69", "-10")


def test_a_share_that_follows_from_its_counts() -> None:
    rows = Rows().says("We answered 12 out of 15 complaints in time (80%), and eight of the 12 appeals (66%).")

    assert failed(check_said_shares, rows) == []
    assert len(passed(check_said_shares, rows)) == 2


@pytest.mark.parametrize(
    "text",
    ["Spending in quarter 2 of 2024 (98%) was as planned.", "The work is at stage 1 of 4 (60%).", "It was 3 of 2,000."],
)
def test_what_only_looks_like_a_share(text: str) -> None:
    assert failed(check_said_shares, Rows().says(text)) == []


def lists() -> Rows:
    rows = Rows()
    for heading, count in (("systems and automation", 3), ("governance", 2), ("assets", 1)):
        for number in range(count):
            rows.add(
                "passages", text=f"• Item {number}", kind="list_item", heading=f"Deck > Priorities > {heading}", page=9
            )
    return rows


def test_a_count_of_priorities_against_the_lists_of_their_kind() -> None:
    rows = lists().says("• 50% (4) focus on system, automation.", kind="list_item", page=2)

    (found,) = failed(check_listed_counts, rows)

    assert figures(found) == ("3", "4", "1")
    assert found.page == 2


def test_a_count_of_a_kind_that_no_heading_names() -> None:
    rows = lists().says("• 50% (4) focus on system, automation and finance.", kind="list_item", page=2)

    assert failed(check_listed_counts, rows) == []


def repeated(first: str, second: str) -> Rows:
    return Rows().paper().says(first, page=2).says(second, page=5)


def test_a_recommendation_that_gives_another_sum_than_the_report() -> None:
    rows = repeated("(a) note the forecast revenue overspend of £2.913m;", "The forecast revenue overspend is £2.193m.")
    rows.says("Reserves of £2.193m will be used.", page=6)

    (found,) = failed(check_statements, rows)

    assert figures(found) == ("2.193", "2.913", "0.72")
    assert found.page == 2


@pytest.mark.parametrize(
    "second",
    [
        "The forecast revenue overspend of £2.193m last quarter has fallen.",
        "The forecast revenue overspend of 2023/24 was £2.193m.",
        "The forecast revenue overspend was £4.6m.",
    ],
)
def test_sums_of_another_time_are_not_one_sum(second: str) -> None:
    assert failed(check_statements, repeated("Note the forecast revenue overspend of £2.913m.", second)) == []


GROWTH = [["Service", "Growth £m"], ["Parks", "1.245"], ["Roads", "0.931"], ["Total", "2.176"]]


def test_a_sum_said_to_be_in_a_table_that_has_it_otherwise() -> None:
    rows = Rows().finance(GROWTH, title="Table 2 – Growth").says("As set out in Table 2, growth comes to £2.716m.")

    (found,) = failed(check_named_tables, rows)

    assert figures(found) == ("2.176", "2.716", "0.54")


def test_a_sum_of_the_table_named_and_one_of_no_table() -> None:
    rows = Rows().finance(GROWTH, title="Table 2 – Growth")

    assert failed(check_named_tables, rows.says("As set out in Table 2, growth comes to £2.176m.")) == []
    assert failed(check_named_tables, rows.says("Table 2 leaves out the £9.004m of grants.")) == []


def test_a_split_between_councils_said_in_the_sentence_after_the_sum() -> None:
    text = "The overspend is £0.432m. This is expected to be split as follows; £0.223m Ashcombe and £0.219m Wexbury."

    (found,) = failed(check_parts_said, Rows().says(text))

    assert figures(found) == ("0.442", "0.432", "-0.01")


def test_a_part_that_is_more_than_its_whole() -> None:
    (found,) = failed(
        check_parts_of_whole, Rows().says("The programme is £18.40m, of which £73.1m had been spent by June.")
    )

    assert figures(found) == ("18.4 at most", "73.1", "54.7")


@pytest.mark.parametrize(
    "text",
    [
        "The programme is £18.40m, of which £7.31m had been spent by June.",
        "The grant of £2.0m, of which about £2.0m is for roads, was received.",
        "Savings of £0.4m and the fund, of which £2m is left, were agreed.",
        "A surplus of £0.2m, of which an underspend of £1.1m offsets £0.9m of pressures.",
    ],
)
def test_a_part_within_its_whole_or_of_something_else(text: str) -> None:
    assert failed(check_parts_of_whole, Rows().says(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The survey had 480 replies, of which 312 (56%) were in favour.", ("65", "56", "-9")),
        ("By May £1,140,000 (84%) of the budget of £2,400,000 had been spent.", ("48", "84", "36")),
    ],
)
def test_a_share_said_with_its_whole_behind_or_before_it(text: str, expected: tuple[str, str, str]) -> None:
    (found,) = failed(check_said_shares, Rows().says(text))

    assert figures(found) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The survey had 1,480 replies, of which 962 (65%) were in favour.",
        "By May £1.1m (48%) of the budget of £2.4m had been spent.",
        "Spending of £1.1m (12% below last year) of the budget of £2.4m is reported.",
        "In all 40 (80%) of 2024 cases were closed.",
    ],
)
def test_a_share_that_follows_or_is_of_something_else(text: str) -> None:
    assert failed(check_said_shares, Rows().says(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The rating of the 18 proposals is: 9 green, 6 amber and 5 red.",
        "Of the 18 projects, nine are green, 6 are amber and 5 are red.",
        "The register holds 18 strategic risks, of which 9 are red, 6 are amber and 5 are green.",
    ],
)
def test_more_ratings_than_there_are_things_rated(text: str) -> None:
    (found,) = failed(check_ratings_of_whole, Rows().says(text))

    assert figures(found) == ("18", "20", "2")


@pytest.mark.parametrize(
    "text",
    [
        "Of the 20 projects, 9 are green, 6 are amber and 5 are red.",
        "Of the 30 projects, 9 are green, 6 are amber and 5 are red; the others have not begun.",
        "Over the last 3 months 9 projects were green and 6 were amber.",
        "The 4 boards report on 9 green and 6 amber projects.",
    ],
)
def test_ratings_of_all_or_of_fewer(text: str) -> None:
    assert failed(check_ratings_of_whole, Rows().says(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The time to let a home rose from 39 days in quarter 1 to 33 days in quarter 2.",
        "Recycling increased from 46.2% to 44.9%.",
        "The number of open cases has fallen from 1,210 to 1,340.",
    ],
)
def test_a_figure_that_goes_the_other_way_than_said(text: str) -> None:
    assert len(failed(check_movements, Rows().says(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The time to let a home rose from 29 days in quarter 1 to 33 days in quarter 2.",
        "Performance has fallen from 21 days to 25 days.",
        "The fee rises from 1 April to 30 June and the charge falls from 30 June to 1 April.",
        "Rents increased from 2023 to 2021 prices.",
        "The team was extended from 5 to 3 sites.",
    ],
)
def test_a_figure_that_moves_as_said_or_is_no_figure(text: str) -> None:
    assert failed(check_movements, Rows().says(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The loans mature as follows: 8% in a year, 22% in five years, 34% in twenty and 38% later.",
        "Adult care takes 46%, children 24%, highways 12%, waste 7% and all other services 14%.",
    ],
)
def test_parts_that_make_more_than_rounding_can_put_them_out(text: str) -> None:
    assert len(failed(check_splits, Rows().says(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The cost is split 51% and 50% between the two councils.",
        "Adult care takes 46%, children 24%, highways 12%, waste 7% and all other services 12%.",
        "Rates of 41%, 22%, 19% and 9% were reported.",
    ],
)
def test_parts_that_make_a_whole_within_their_rounding(text: str) -> None:
    assert failed(check_splits, Rows().says(text)) == []
