"""Which column of a plan holds what: by its heading, and by what stands in it where the heading does not settle it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from statistics import median

from extractors.facts.dates import find_dates, without_dates
from extractors.facts.ratings import rate_cell
from extractors.reference import load
from extractors.tables.headers import is_figure
from extractors.tables.table import Cell, Table

_DEEPEST_HEADER = 8  # rows: banner, lead and two rows of headings leave room
_LONGEST_HEADING = 10  # words
_SHORT, _BRIEF = 15, 45  # letters: a reference, a date
_RATED_TOO = (None, "progress", "next_steps", "target", "outcome")  # what else a column of rated cells may hold
_PLAIN = 0.65  # fit of a heading with one word more than a phrase: "Action 1"
_LATER = 1e-4  # a column more to the right, where headings fit alike
_LITTLE = 3  # letters: "by the end of"
_Offer = tuple[float, str, int]  # how well a role is served, the role, and by which column
_INITIALS = re.compile(r"^[A-Z][A-Za-z]?(?:[ .]?[A-Z][a-z]?){1,2}\.?$|^ALL$")


@dataclass(frozen=True)
class Columns:
    """The columns of a plan by role (a key of `roles` in action_plans.yaml), and the row of its headings.

    `fit` says how well each heading fits its role, 0 to 1. `dates` are further columns of target dates (the original
    one beside a revised one), the best first.
    """

    header_row: int
    by_role: Mapping[str, int]
    fit: Mapping[str, float]
    speaks_against: bool
    dates: tuple[int, ...] = ()

    def __contains__(self, role: object) -> bool:
        return role in self.by_role


def find_columns(table: Table) -> Columns | None:
    """The columns of what may be a plan; None where fewer than two headings are any that plans have."""
    best: Columns | None = None
    for row in range(min(table.rows - 1, max(1, table.header_rows) + 2, _DEEPEST_HEADER)):
        columns = _columns_at(table, row)
        if columns and len(columns.by_role) > 1 and (best is None or _weight(columns) > _weight(best)):
            best = columns
    return _with_unnamed(table, best) if best else None


def roles_named(cell: Cell) -> set[str]:
    """The roles that a column of a plan headed with the cell's text may have; none where it says much more."""
    words = _words(cell.text)
    heading = " ".join(words) if len(words) <= _LONGEST_HEADING else ""
    return {role for role in _phrases() if _fit(heading, role) >= _PLAIN}


def _weight(columns: Columns) -> float:
    return sum(columns.fit.values())


def _columns_at(table: Table, row: int) -> Columns:
    headings = [_heading(table, row, col) for col in range(table.cols)]
    offers: list[_Offer] = []
    for col, heading in enumerate(headings):
        if heading and (col == 0 or table.at(row, col) is not table.at(row, col - 1)):
            bonus = _bonus(table, row, col, heading)
            offers += [
                (fit + bonus.get(role, 0.0), role, col)
                for role in _phrases()
                if (fit := _fit(heading, role)) and _holds(table, row, col, role)
            ]
    offers = sorted(_less_next_steps(offers), key=lambda offer: (-offer[0], offer[2]))
    by_role: dict[str, int] = {}
    fits: dict[str, float] = {}

    def assign(wanted: Sequence[_Offer]) -> None:
        for fit, role, col in wanted:
            if role not in by_role and col not in by_role.values():
                by_role[role], fits[role] = col, fit

    assign(offers)
    if "action" not in by_role:  # what is listed by project or objective alone has these for its actions
        spare = [(fit, role, col) for fit, role, col in offers if role == "action" and by_role.get("workstream") == col]
        if spare:
            del by_role["workstream"], fits["workstream"]
            assign([*spare, *offers])
    others = {" ".join(_words(phrase)) for phrase in load("action_plans")["other_tables"]}
    against = any(heading in others for heading in headings)
    dates = tuple(col for _, role, col in offers if role == "target" and col not in by_role.values())
    return Columns(row, by_role, fits, against, dates)


def _less_next_steps(offers: Sequence[_Offer]) -> list[_Offer]:
    """The offers; in a plan that names no action but a risk or an issue, "Further action" is what is to be done.

    Where progress is reported too, the risk or issue is what is acted on and the further action comes next.
    """
    cols = {role: {col for _, other, col in offers if other == role} for role in _phrases()}
    if cols["progress"] or cols["action"] - cols["workstream"] - cols["next_steps"]:
        return list(offers)
    return [offer for offer in offers if not (offer[1] == "next_steps" and offer[2] in cols["action"])]


def _bonus(table: Table, row: int, col: int, heading: str) -> dict[str, float]:
    """How much better or worse a column serves a role than its heading alone says: of several dates the revised one is
    wanted, of several ratings the one that holds now, of what is said quarter by quarter the last that is filled in."""
    path = set(_words(" ".join((heading, *(text for above in range(row) if (text := _heading(table, above, col)))))))
    words = load("action_plans")
    told = path & _when_words() and any(cell.text.strip() or cell.shapes for cell in _cells(table, row, col))
    later = _LATER * col if told or any(_is_rated(cell, table) for cell in _cells(table, row, col)) else 0.0
    return {
        "target": 0.5 if path & set(words["revised"]) else 0.0,
        "rag": later - (0.2 if path & set(words["other_ratings"]) else 0.0),
        "status": later,
        "progress": later,
    }


def _heading(table: Table, row: int, col: int) -> str:
    """The heading of a column as plain words less any date, from the row above where the row itself is blank there."""
    for at in (row, row - 1):
        cell = table.at(at, col) if at >= 0 else None
        if cell is not None and cell.text.strip() and (at == row or cell.col_span == 1):
            words = _words(without_dates(cell.text) or cell.text)
            return " ".join(words) if len(words) <= _LONGEST_HEADING else ""
    return ""


def _words(text: str) -> list[str]:
    plain = re.sub(r"\(e?s\)", "", text.casefold()).replace("&", " and ")
    return re.findall(r"[a-z0-9#]+", plain)


def _fit(heading: str, role: str) -> float:
    """How well a heading says a role: 1 for the first of its phrases, less for later ones or amid other words.

    When a rating or status is of ("RAG this period") is not counted among the other words.
    """
    if role != "rag" and {"rag", "brag"} & set(heading.split()):
        return 0.0  # "Delivery RAG" is a rating, whatever it is of
    if role in ("rag", "status"):
        heading = " ".join(word for word in heading.split() if word not in _when_words()) or heading
    padded = f" {heading} "
    best = 0.0
    for place, phrase in enumerate(_phrases()[role]):
        if heading == phrase:
            best = max(best, 1.0 - 0.004 * place)
        elif f" {phrase} " in padded:
            best = max(best, 0.3 + 0.5 * len(phrase) / len(heading) - 0.001 * place)
    return best if best >= 0.45 else 0.0


@cache
def _phrases() -> dict[str, list[str]]:
    roles = load("action_plans")["roles"]
    return {role: [" ".join(_words(phrase)) for phrase in phrases] for role, phrases in roles.items()}


@cache
def _when_words() -> frozenset[str]:
    return frozenset(load("action_plans")["when"])


def _cells(table: Table, header_row: int, col: int) -> list[Cell]:
    """The cells of a column below its heading that say or show something, each once."""
    cells = [table.at(row, col) for row in range(header_row + 1, table.rows)]
    own = [cell for cell in cells if cell is not None and (cell.col_span == 1 or cell.col_span < table.cols - 1)]
    seen = {id(cell): cell for cell in own if cell.text.strip() or cell.fill or cell.shapes}
    return list(seen.values())


def _holds(table: Table, header_row: int, col: int, role: str) -> bool:
    """Whether what stands in a column can be what its heading says ("Target" over percentages is no date)."""
    texts = [" ".join(cell.text.split()) for cell in _cells(table, header_row, col) if cell.text.strip()]
    if not texts:
        return True
    length = median(len(text) for text in texts)
    match role:
        case "target" | "start":
            figures, dated = sum(map(is_figure, texts)), sum(map(_is_dated, texts))
            # "Milestones" may be dates or deeds; under "Due date" anything short will do ("after the election").
            rated = 2 * sum(_is_rated(cell, table) for cell in _cells(table, header_row, col)) > len(texts)
            sure = length <= _BRIEF and not rated and not _fit(_heading(table, header_row, col), "action")
            return 2 * figures <= len(texts) and (sure or 3 * dated >= len(texts))
        case "ref":
            return length <= _SHORT
        case "rag":
            return length <= _BRIEF and not _are_grades(table, header_row, col)
        case "status":
            return length <= _BRIEF
        case "workstream":  # "Priority" over "High" and "Low" says how urgent each row is
            return not all(map(_is_urgency, texts))
        case "action":
            # A column of dates under "Milestone" is the target.
            return 2 * sum(is_figure(text) or _is_but_date(text) for text in texts) <= len(texts)
        case _:
            return True


def _are_grades(table: Table, header_row: int, col: int) -> bool:
    """Whether a column grades how much a row matters ("High" on red), not how it goes; of a risk that is its rating."""
    texts = [cell.text for cell in _cells(table, header_row, col) if cell.text.strip()]
    others = (_heading(table, header_row, other) for other in range(table.cols) if other != col)
    return bool(texts) and all(map(_is_urgency, texts)) and not any("risk" in heading.split() for heading in others)


def _is_urgency(text: str) -> bool:
    return " ".join(_words(text)) in _urgencies()


def _is_but_date(text: str) -> bool:
    """Whether a text is a date and hardly a word more ("By the end of March 2025", "Ongoing")."""
    if len(text) > _BRIEF or not _is_dated(text):
        return False
    more = [word for word in _words(without_dates(text)) if word not in _date_words() and len(word) > _LITTLE]
    return len(more) <= 1


def _is_dated(text: str) -> bool:
    words = _words(text)
    phrases = [*words, *(" ".join(pair) for pair in pairwise(words))]
    return bool(find_dates(text)) or any(phrase in _date_words() for phrase in phrases)


@cache
def _urgencies() -> frozenset[str]:
    return frozenset(" ".join(_words(str(word))) for word in load("action_plans")["urgencies"])


@cache
def _date_words() -> frozenset[str]:
    return frozenset(load("action_plans")["date_words"])


def _with_unnamed(table: Table, columns: Columns) -> Columns:
    """The columns, and those found by what they hold: ratings in any column, others only where there is no heading."""
    by_role = dict(columns.by_role)
    tests: Sequence[tuple[str, Callable[[Cell], bool]]] = (
        ("rag", lambda cell: _is_rated(cell, table)),
        ("owner", lambda cell: all(_INITIALS.match(part.strip()) for part in re.split(r"[/,&]", cell.text))),
        ("target", lambda cell: bool(find_dates(cell.text))),
    )
    for role, test in tests:
        if role in by_role or (role == "rag" and "status" in by_role):
            continue
        for col in _last_first(table, columns.header_row):
            cells = _cells(table, columns.header_row, col)
            taken = next((other for other, at in by_role.items() if at == col), None)
            if role == "rag":
                free = taken in _RATED_TOO and not _are_grades(table, columns.header_row, col)
            else:
                free = taken is None and not _heading(table, columns.header_row, col)
            if cells and free and 2 * sum(map(test, cells)) > len(cells):
                by_role[role] = col
                break
    return replace(columns, by_role=by_role)


def _last_first(table: Table, header_row: int) -> list[int]:
    """The columns from the last: of several quarters' ratings it is the latest. Ratings of another time go behind."""
    bonus = {col: _bonus(table, header_row, col, _heading(table, header_row, col))["rag"] for col in range(table.cols)}
    return sorted(bonus, key=lambda col: (-bonus[col], -col))


def _is_rated(cell: Cell, table: Table) -> bool:
    rating = rate_cell(cell, table)
    return rating is not None and rating.rag is not None
