"""Councils by name and abbreviation, as the pack they stand in means them."""

from __future__ import annotations

import pytest

from extractors.facts.organisations import (
    TOTAL,
    find_organisations,
    plain_name,
    read_organisation,
    split_organisations,
    without_organisations,
)
from extractors.papers.councils import council_of, councils_in, councils_of

PARTNERS = ("Bexley", "Havering", "Newham")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Havering", "Havering"),
        ("HAVERING ", "Havering"),
        ("London Borough of Havering", "Havering"),
        ("LB Newham", "Newham"),
        ("Newham Council", "Newham"),
        ("Kent County Council", "Kent"),
        ("RBKC", "Kensington and Chelsea"),
        ("Kensington & Chelsea", "Kensington and Chelsea"),
        ("England", "England"),
        ("Combined", TOTAL),
        ("TOTAL:", TOTAL),
        ("Finance", None),
        ("ICT", None),
        ("", None),
    ],
)
def test_a_label_that_is_a_council(text: str, name: str | None) -> None:
    assert read_organisation(text, PARTNERS) == name


def test_an_abbreviation_means_a_partner_before_anybody_else() -> None:
    assert read_organisation("LBH", PARTNERS) == "Havering"
    assert read_organisation("LBH") == "Hounslow"
    assert read_organisation("LBH", ("Haringey", "Enfield")) == "Haringey"


def test_an_abbreviation_that_two_partners_share_means_neither() -> None:
    assert read_organisation("LBH", ("Haringey", "Havering")) is None


def test_a_partner_nobody_has_heard_of_is_known_by_its_name() -> None:
    assert read_organisation("Northmere", ("Northmere", "Wexbury")) == "Northmere"
    assert read_organisation("North mere", ("Northmere", "Wexbury")) == "Northmere"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("LBH/LBN", ["Havering", "Newham"]),
        ("Havering & Newham", ["Havering", "Newham"]),
        ("LBN\nLBH", ["Newham", "Havering"]),
        ("LBB, LBH and LBN", ["Bexley", "Havering", "Newham"]),
        ("ALL", ["Bexley", "Havering", "Newham"]),
        ("Both", []),
        ("Barking and Dagenham", ["Barking and Dagenham"]),
        ("HR", []),
    ],
)
def test_a_cell_that_lists_councils(text: str, names: list[str]) -> None:
    assert split_organisations(text, PARTNERS) == names


def test_both_is_every_partner_where_there_are_two() -> None:
    assert split_organisations("Both", ("Northmere", "Wexbury")) == ["Northmere", "Wexbury"]


def test_only_partners_and_formal_names_are_found_among_other_words() -> None:
    assert find_organisations("Budget for Bexley and the Reading lists", PARTNERS) == ["Bexley"]
    assert find_organisations("Lent to Reading Borough Council", PARTNERS) == ["Reading"]


def test_a_header_without_its_councils() -> None:
    assert without_organisations("Saving for Newham", PARTNERS) == "Saving"
    assert without_organisations("Havering", PARTNERS) == ""
    assert without_organisations("Net Expenditure", PARTNERS) == "Net Expenditure"


@pytest.mark.parametrize(
    ("formal", "plain"),
    [
        ("London Borough of Havering", "Havering"),
        ("City of York Council", "York"),
        ("Westminster City Council", "Westminster"),
        ("Royal Borough of Kensington & Chelsea", "Kensington and Chelsea"),
        ("City of London Corporation", "City of London"),
        ("Blaenau Gwent County Borough Council", "Blaenau Gwent"),
        ("Durham County Council", "County Durham"),
        ("Erewhon District Council", "Erewhon"),
        ("The Borough of Little Wexbury", "Little Wexbury"),
        ("HAVERING", "Havering"),
    ],
)
def test_a_formal_name_in_plain_words(formal: str, plain: str) -> None:
    assert plain_name(formal) == plain


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shared Services Joint Committee Ashcombe Borough Council and Wexbury City Council", ["Ashcombe", "Wexbury"]),
        ("Cabinet Harrowdale County Council", ["Harrowdale"]),
        ("Ashcombe and Wexbury Shared Service Ashcombe Borough Council", ["Ashcombe"]),
    ],
)
def test_councils_named_behind_their_committee_on_one_line(text: str, names: list[str]) -> None:
    assert councils_in(text) == names


@pytest.mark.parametrize("text", ["Ashcombe Borough Council and Wexbury City Council", "England"])
def test_a_heading_of_two_councils_or_of_none_names_no_council(text: str) -> None:
    assert council_of(text) is None


@pytest.mark.parametrize(
    ("heading", "council"),
    [
        ("NORTH FENSHIRE COUNCIL", "North Fenshire"),
        ("COUNTY COUNCIL", None),
        ("ANNUAL COUNCIL", None),
        ("COUNCIL", None),
    ],
)
def test_a_heading_in_capitals_names_a_council_that_no_list_has(heading: str, council: str | None) -> None:
    assert council_of(heading) == council


def test_a_council_plan_is_no_part_of_the_council_s_name() -> None:
    assert councils_of([], ["Penhollow Council Council Plan measures"]) == ("Penhollow",)
