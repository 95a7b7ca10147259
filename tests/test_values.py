"""Printed figures: what has a value, what has none, and why."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.facts.values import (
    MoneyUnit,
    find_unit,
    is_blank,
    read_figure,
    read_money,
    without_unit,
)

MILLION = MoneyUnit("£m", Decimal(1_000_000))
THOUSAND = MoneyUnit("£'000", Decimal(1_000))


@pytest.mark.parametrize(
    ("text", "pounds"),
    [
        ("£1,234", "1234"),
        ("1,234,567.89", "1234567.89"),
        ("+ 23.3", "23.30"),
        ("£12.78M", "12780000"),
        ("£250K", "250000"),
        ("£28.7k", "28700"),
        ("£1.2bn", "1200000000"),
        ("£12 million", "12000000"),
        ("45p", "0.45"),
        ("£0", "0"),
        (".5", "0.50"),
        ("1,234*", "1234"),
        ("250 [1]", "250"),
        ("12 (3%)", "12"),
        ("143 (estimated)", "143"),
        ("approx £1.2m", "1200000"),
        ("Nil", "0"),
    ],
)
def test_an_amount_is_read_in_pounds(text: str, pounds: str) -> None:
    assert read_money(text).amount == Decimal(pounds)


@pytest.mark.parametrize(
    "text",
    ["(427)", "-427", "−427", "–427", "427-", "427 CR", "427 Cr", "(£427)", "£(427)", "-£427", "£-427", "( 427 )"],
)
def test_every_way_to_print_a_minus_is_negative(text: str) -> None:
    assert read_money(text).amount == Decimal("-427")


def test_debit_is_positive() -> None:
    assert read_money("1,234 DR").amount == Decimal(1234)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "blank"),
        ("-", "blank"),
        ("–", "blank"),
        ("N/A", "blank"),
        ("n/a", "blank"),
        ("TBC", "blank"),
        ("To be confirmed", "blank"),
        ("#######", "hidden"),
        ("£0.4m - £0.6m", "range"),
        ("10 to 15", "range"),
        ("+6.0%", "percentage"),
        ("(3%)", "percentage"),
        ("17 days", "not money"),
        ("12 posts filled", "not money"),
        ("<£20,000", "bound"),
        (">= 4.5", "bound"),
        ("2023-24", "year"),
        ("2019/2020", "year"),
        ("12 (14)", "two figures"),
        ("31/03/19", "two figures"),
        ("1 234", "two figures"),
        ("(427", "malformed"),
        ("427)", "malformed"),
        ("12,34", "malformed"),
        ("1.234.567", "malformed"),
        ("+1-", "malformed"),
        ("see note", "not a figure"),
        ("9" * 20, "too large"),
        ("£000", "not a figure"),
        ("(£'000s)", "not a figure"),
    ],
)
def test_what_is_no_amount_is_null_with_the_reason(text: str, reason: str) -> None:
    money = read_money(text)
    assert (money.amount, money.reason) == (None, reason)
    assert money.raw == text


def test_a_column_unit_multiplies_and_a_scale_in_the_cell_wins() -> None:
    assert read_money("(0.427)", MILLION).amount == Decimal(-427_000)
    assert read_money("£1,234", THOUSAND).amount == Decimal(1_234_000)
    assert read_money("£12.78M", THOUSAND).amount == Decimal(12_780_000)


def test_the_quantum_is_what_the_last_printed_place_is_worth() -> None:
    assert read_money("0.427", MILLION).quantum == Decimal(1_000)
    assert read_money("£12.7M").quantum == Decimal(100_000)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("97.20%", "97.20", "%"),
        ("100%%", "100", "%"),
        ("(0.5)%", "-0.5", "%"),
        ("2.4 months", "2.4", "months"),
        ("11 days", "11", "days"),
        ("10 working days", "10", "days"),
        ("34.47 weeks", "34.47", "weeks"),
        ("6 cases", "6", "count"),
        ("4.5/5", "4.5", "score"),
        ("£28.7K", "28700", "GBP"),
        ("360K", "360000", None),
        ("6.36% (Cumulative Total)", "6.36", "%"),
    ],
)
def test_a_figure_keeps_what_it_counts(text: str, value: str, unit: str | None) -> None:
    figure = read_figure(text)
    assert (figure.value, figure.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "comparison", "value", "unit"),
    [
        ("<£20,000", "<", 20_000, "GBP"),
        (">90%", ">", 90, "%"),
        ("<6 months", "<", 6, "months"),
        (">=4.5", ">=", Decimal("4.5"), None),
        ("≤ 3 days", "<=", 3, "days"),
        ("Less than 5", "<", 5, None),
    ],
)
def test_a_threshold_has_its_comparison(text: str, comparison: str, value: Decimal, unit: str | None) -> None:
    figure = read_figure(text)
    assert (figure.comparison, figure.value, figure.unit) == (comparison, value, unit)


def test_a_remark_in_brackets_is_kept() -> None:
    assert read_figure("6.36% (Cumulative Total)").remark == "Cumulative Total"
    assert read_figure("12 (3%)").remark == "3%"


@pytest.mark.parametrize(
    ("text", "printed", "factor"),
    [
        ("Income £'m", "£'m", 1_000_000),
        ("Amount (£m)", "£m", 1_000_000),
        ("All figures in £m", "£m", 1_000_000),
        ("£ million", "£ million", 1_000_000),
        ("£000s", "£000s", 1_000),
        ("£’000", "£’000", 1_000),
        ("£ (thousands)", "£ (thousands)", 1_000),
        ("'000", "'000", 1_000),
        ("£k", "£k", 1_000),
        ("£bn", "£bn", 1_000_000_000),
        ("Budget £ (in £000s)", "£000s", 1_000),
        ("Northmere £", "£", 1),
        ("£ per week", "£", 1),
        ("£p", "£", 1),
    ],
)
def test_a_unit_is_found_as_printed(text: str, printed: str, factor: int) -> None:
    assert find_unit(text) == MoneyUnit(printed, Decimal(factor))


@pytest.mark.parametrize("text", ["over £500", "£0.5m limit", "since the 2000s", "Number of visits (000)", "Metres"])
def test_an_amount_or_a_count_is_no_unit(text: str) -> None:
    assert find_unit(text) is None


def test_a_header_without_its_unit() -> None:
    assert without_unit("Expenditure £'m") == "Expenditure"
    assert without_unit("Amount (£m)") == "Amount"
    assert without_unit("£000s") == ""


@pytest.mark.parametrize(
    ("text", "blank"), [(" - ", True), ("N/A", True), ("####", True), ("0", False), ("nil", False)]
)
def test_a_blank_is_never_a_zero(text: str, blank: bool) -> None:
    assert is_blank(text) is blank


AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2)


@given(AMOUNTS)
def test_any_amount_reads_back_plain_bracketed_and_with_commas(amount: Decimal) -> None:
    assert read_money(f"{amount}").amount == amount
    assert read_money(f"£{amount:,}").amount == amount
    assert read_money(f"({amount:,})").amount == -amount
    assert read_money(f"{amount:,} CR").amount == -amount


@given(AMOUNTS, st.sampled_from([MILLION, THOUSAND]))
def test_a_unit_scales_any_amount(amount: Decimal, unit: MoneyUnit) -> None:
    assert read_money(f"{amount:,}", unit).amount == amount * unit.factor


@given(AMOUNTS)
def test_no_percentage_is_ever_money(amount: Decimal) -> None:
    assert read_money(f"{amount:,}%").amount is None


@given(st.text(max_size=40))
def test_any_text_is_read_or_has_a_reason(text: str) -> None:
    money = read_money(text)
    assert (money.amount is None) == (money.reason is not None)
    assert money.raw == text


@given(st.integers(1900, 2098))
def test_no_financial_year_is_money(year: int) -> None:
    assert read_money(f"{year}-{(year + 1) % 100:02d}").amount is None
    assert read_money(f"{year}/{year + 1}").amount is None
