"""The checks as a page to read: docs/checks.md is what this prints."""

from __future__ import annotations

from extractors.checks.check import Check, Severity
from extractors.checks.registry import CHECKS
from extractors.checks.successive import SUCCESSIVE_CHECKS, SuccessiveCheck

_HEAD = """# The checks

Printed by `python -m extractors.checks`; do not edit by hand. Each check looks at the facts of one pack and writes a
row of `check_results` for every thing that it looked at, passed or failed: what was expected, what is printed, the
difference in the printed unit, and the page and box. `packs findings` prints those that failed;
[findings-example.md](findings-example.md) is what it prints of one pack.

What cannot be judged is not checked: to cry wolf costs more trust than a slip missed. A check that trips writes a row
of its own, `check_failed`, and the others go on; a fact that does not fit its table's declaration is `row_fits`. The
words that the checks go by, such as which indicators are better low, stand in `extractors/reference/checks.yaml`, for a
clerk to add to.
"""

_COLUMNS = "| Check | What is checked | Tolerance | Why |\n| --- | --- | --- | --- |"
_BETWEEN = """What successive packs of a committee print of one thing. These are warnings too, and stand in the mart
`findings` alone, at the page of the later pack: which packs there are may change after it was loaded. A reviewer
settles them like the others."""

_SECTIONS: dict[Severity, tuple[str, str]] = {
    "warning": (
        "Slips in the papers",
        "Severity `warning`: the document contradicts itself. It is published as printed, with its warning.",
    ),
    "error": (
        "Faults of reading",
        """Severity `error`: the document prints what we did not read. These are ours. Where one is of a table, none of
its facts is published until it is read or a reviewer settles the finding; its cells are, and `issues` says why.""",
    ),
}


def manual() -> str:
    """Every check with its tolerance and reason, in Markdown."""
    parts = [_HEAD]
    for severity, (title, meaning) in _SECTIONS.items():
        rows = "\n".join(_row(check) for check in CHECKS if check.severity == severity)
        parts.append(f"## {title}\n\n{meaning}\n\n{_COLUMNS}\n{rows}\n")
    rows = "\n".join(_row(check) for check in SUCCESSIVE_CHECKS)
    parts.append(f"## Between packs\n\n{_BETWEEN}\n\n{_COLUMNS}\n{rows}\n")
    return "\n".join(parts)


def told(check: Check | SuccessiveCheck) -> str:
    """What a check looks at, in a sentence."""
    return " ".join((check.run.__doc__ or "").split("\n\n")[0].split())


def _row(check: Check | SuccessiveCheck) -> str:
    cells = (f"`{check.name}`", told(check), check.tolerance[:1].upper() + check.tolerance[1:], check.reason)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
