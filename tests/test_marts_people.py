"""The mart of people: one person under one name, and no two made one."""

from __future__ import annotations

import pytest
from conftest import Row
from mart_rows import AUTUMN, SPRING, SUMMER, Publish, mart, person

from pipelines.warehouse import Warehouse


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
