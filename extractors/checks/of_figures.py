"""Checks on the figures of tables and indicators."""

from __future__ import annotations

from extractors.checks import (
    bridges,
    councils,
    counts,
    directions,
    plausible,
    products,
    ratings,
    series,
    totals,
)
from extractors.checks.check import Check

CHECKS: tuple[Check, ...] = (
    Check(
        "column_total",
        "warning",
        "three standard deviations of the rounding error; two last digits where all other sums of the table are exact; "
        "judged only where the same rows add up elsewhere, or the total is out by a slip of the pen",
        "A total that is not the sum of its rows misstates a budget.",
        totals.check_column_totals,
    ),
    Check(
        "row_total",
        "warning",
        "as for column totals",
        "A total, net or variance must follow from the columns beside it.",
        totals.check_row_totals,
    ),
    Check(
        "score",
        "warning",
        "none; judged only where three rows in four show that the score is the product of two marks",
        "A risk is ranked by its score: it must follow from the likelihood and the impact beside it.",
        products.check_scores,
    ),
    Check(
        "bridge",
        "warning",
        "half a last digit for each movement; not where the table alone sets the sign that it prints",
        "Closing figure and movements make the opening figure; a saving printed positive adds what it should take off.",
        bridges.check_bridges,
    ),
    Check(
        "rating_against_target",
        "warning",
        "rounding of the printed figure; the paper's own margin for amber, else only what no paper would call so",
        "A green light over a missed target hides a failure; a red one over a target met hides a success.",
        ratings.check_ratings,
    ),
    Check(
        "rating_without_figure",
        "warning",
        "none",
        "A rating rests on a figure and a target; without them nobody can tell what was rated.",
        ratings.check_rated_figures,
    ),
    Check(
        "rating_column",
        "warning",
        "more than half of the column",
        "A column of arrows under the heading RAG is read as ratings.",
        ratings.check_rating_columns,
    ),
    Check(
        "council_in_column",
        "warning",
        "none",
        "A figure labelled for one council in another's column belongs to one of them only.",
        councils.check_councils_in_columns,
    ),
    Check(
        "comment_against_figures",
        "warning",
        "rounding of the printed figure; sentences that hedge are not judged",
        "Members read the comment; the table beside it must not say the opposite.",
        ratings.check_verdicts,
    ),
    Check(
        "indicator_said_twice",
        "warning",
        "half a last digit of each figure",
        "An indicator has one value for a council and period, wherever the pack prints it.",
        series.check_indicator_repeats,
    ),
    Check(
        "target_said_twice",
        "warning",
        "half a last digit of each figure",
        "An indicator has one target for a council and period; whether it was met hangs on which is right.",
        series.check_target_repeats,
    ),
    Check(
        "direction_said_twice",
        "warning",
        "none",
        "An arrow in a list must be the one on the indicator's own page.",
        series.check_direction_repeats,
    ),
    Check(
        "direction_of_travel",
        "warning",
        "rounding of both figures; judged only where three in four arrows of a paper mean one thing",
        "An arrow that points up on a figure that got worse hides it.",
        directions.check_directions,
    ),
    Check(
        "quarter_within_months",
        "warning",
        "half a last digit of each figure; not for sums and running totals",
        "An average or a share for a quarter cannot lie beyond all of its months.",
        series.check_quarter_in_months,
    ),
    Check(
        "indicator_unit",
        "warning",
        "none",
        "A count printed as weeks is either another indicator's figure or another thing measured.",
        plausible.check_units,
    ),
    Check(
        "implausible_figure",
        "warning",
        "three times the middle of the others, and printed under another indicator as well",
        "A figure copied into the wrong indicator looks real until it is held against its neighbours.",
        plausible.check_plausible,
    ),
    Check(
        "summary_count",
        "warning",
        "none; judged only where most of the summary agrees with what is listed",
        "A summary of ratings is what most members read: it must count what the pages list.",
        counts.check_summary_counts,
    ),
    Check(
        "share_of_ratings",
        "warning",
        "half a point, one point where the text says about",
        "A share of green indicators must follow from the counts beside it, on some base that the text may mean.",
        counts.check_shares_of_ratings,
    ),
)
