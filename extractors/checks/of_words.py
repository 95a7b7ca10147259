"""Checks on what is said in words: counts, sums, changes, against each other and the tables."""

from __future__ import annotations

from extractors.checks import (
    additions,
    balances,
    differences,
    movements,
    narrative,
    overspends,
    percentages,
    repeats,
    tallies,
    units,
)
from extractors.checks.check import Check

CHECKS: tuple[Check, ...] = (
    Check(
        "ratings_said",
        "warning",
        "judged only where all but one of the counts of a sentence are those of one plan or council",
        "Members read in the summary how many actions are on track: it must be what the plan says.",
        tallies.check_said_ratings,
    ),
    Check(
        "list_count",
        "warning",
        "none; judged only where the headings have all the words that the line says",
        "A count of priorities must be that of the priorities listed.",
        tallies.check_listed_counts,
    ),
    Check(
        "share_said",
        "warning",
        "one in the last digit of the percentage",
        "A percentage said with its two counts follows from them.",
        tallies.check_said_shares,
    ),
    Check(
        "parts_said",
        "warning",
        "rounding of all figures; told of only where out by a slip of the pen, a part left out or counted twice",
        "The parts of a sum must make the sum.",
        additions.check_parts_said,
    ),
    Check(
        "listed_parts",
        "warning",
        "rounding of all figures; judged only where the percentages of the list make 100",
        "A list that shares out a whole adds up to the total said for it.",
        additions.check_listed_parts,
    ),
    Check(
        "total_below_table",
        "warning",
        "none; judged only where the line counts in the unit that the cells print",
        "The line under a table repeats its total, not that of the table before.",
        additions.check_totals_below,
    ),
    Check(
        "narrative_against_table",
        "warning",
        "rounding of both figures; told of only where out by a slip of the pen, near beside sums that agree, or in the "
        "table that the paragraph introduces",
        "A report's words and its tables must give one figure for one thing: members act on whichever they read.",
        narrative.check_narrative,
    ),
    Check(
        "narrative_movement",
        "warning",
        "none; not where an overspend turns into an underspend",
        "“Increased from” must go up, and a remark in a table's row must tell of that row.",
        movements.check_movements,
    ),
    Check(
        "difference_said",
        "warning",
        "rounding of all three figures",
        "A change said in words follows from the two figures it is of.",
        differences.check_said_differences,
    ),
    Check(
        "what_is_left",
        "warning",
        "rounding of all three figures; told of only where out by a slip of the pen",
        "What two sums leave or make follows from them.",
        differences.check_what_is_left,
    ),
    Check(
        "over_or_under",
        "warning",
        "judged only where forecast and budget of the line are as far apart as the text says",
        "An underspend called an overspend turns the message of a report round.",
        overspends.check_over_or_under,
    ),
    Check(
        "carried_forward",
        "warning",
        "none; judged only where two balances of the row are carried over, and all but one",
        "A year opens with what the year before closed with.",
        balances.check_carried_forward,
    ),
    Check(
        "table_against_table",
        "warning",
        "half a last digit of the coarser figure; judged only where two tables have other figures in common that agree",
        "Two tables of one report that print a line twice must print it alike.",
        repeats.check_tables_agree,
    ),
    Check(
        "percentage",
        "warning",
        "rounding of the percentage and of both figures it is made of",
        "A percentage is worked out from figures beside it. Judged only where it follows from them in other places.",
        percentages.check_percentages,
    ),
    Check(
        "percentage_split",
        "warning",
        "half a last digit for each part",
        "The parts of a whole make 100 per cent, and a council's share is what the tables give it.",
        percentages.check_splits,
    ),
    Check(
        "lost_decimal_point",
        "warning",
        "a hundred times the other sums of the paragraph",
        "£312m among sums of £0.3m is £0.312m without its point.",
        units.check_lost_points,
    ),
    Check(
        "missing_unit",
        "warning",
        "none; not for prices and rates",
        "£0.417 is forty-two pence; where the paper writes millions it means £0.417m.",
        units.check_missing_units,
    ),
    Check(
        "unit_of_thousands",
        "warning",
        "none",
        "£0.150k is £150; with three decimal places it is a sum in millions with the wrong letter.",
        units.check_small_thousands,
    ),
    Check(
        "doubled_sign",
        "warning",
        "none",
        "A sign printed twice shows that a figure was typed over.",
        units.check_doubled_signs,
    ),
)
