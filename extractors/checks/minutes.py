"""Minutes against themselves: numbers without gaps, nobody both present and absent."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from extractors.checks.check import Outcome, box_of, page_of
from extractors.checks.material import Material
from extractors.records import Record

_NEXT_MEETING = 5  # numbers by which the minutes of two meetings in one pack may be apart and still follow each other


def check_numbering(pack: Material) -> Iterator[Outcome]:
    """The numbers of a body's minutes that follow each other. A gap may be an exempt item, kept out of the public pack.

    Numbers may begin again with each meeting, and meetings may be missing from the pack: between two meetings only a
    small gap is told of.
    """
    numbered = [item for item in pack["minute_items"] if re.fullmatch(r"\d+", str(item.get("item_no") or ""))]
    for earlier, later in pairwise(numbered):
        before, after = int(str(earlier["item_no"])), int(str(later["item_no"]))
        same_meeting = earlier.get("meeting_date") == later.get("meeting_date")
        if earlier.get("body") != later.get("body") or (not same_meeting and not 0 < after - before <= _NEXT_MEETING):
            continue
        missing = ", ".join(str(number) for number in range(before + 1, min(after, before + 20)))
        subject = f"Minute {after}, {later['title']}: follows minute {before}"
        run = f"{before}{_on(earlier, same_meeting)} to {after}{_on(later, same_meeting)}"
        yield Outcome(
            after == before + 1,
            subject if after == before + 1 else f"Minutes run from {run}",
            subject
            if after == before + 1
            else f"minutes run from {run}: no minute {missing or 'between'}"
            + ("" if same_meeting else "; it may be of a meeting, or a part of one, that the pack does not print"),
            expected=str(before + 1),
            actual=str(after) if after <= before + 1 else "absent",
            difference=None if after == before + 1 else str(after - before - 1),
            page=page_of(later),
            box=box_of(later),
        )


def _on(item: Record, same_meeting: bool) -> str:
    """The meeting of a minute, in brackets; nothing where both are of one."""
    date = item.get("meeting_date")
    return "" if same_meeting or not isinstance(date, dt.date) else f" ({date.day} {date:%B})"


def check_attendance(pack: Material) -> Iterator[Outcome]:
    """No member both present at a meeting and sending apologies for it."""
    seen: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in pack["attendance"]:
        key = (str(row.get("body")), str(row.get("meeting_date")), str(row["person"]).casefold())
        if row.get("substitute_for"):
            continue  # named beside the member who sent apologies
        seen[key].add(str(row["status"]))
        if row["status"] == "apologies" or len(seen[key]) > 1:
            both = len(seen[key]) > 1
            subject = f"{row['person']}, meeting of {row.get('meeting_date')}: present or absent, not both"
            yield Outcome(
                not both,
                subject,
                f"{row['person']} is listed as present and as having sent apologies" if both else subject,
                expected="one of the two",
                actual=" and ".join(sorted(seen[key])),
                page=page_of(row),
                box=box_of(row),
            )
