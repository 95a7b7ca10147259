"""The cells of a performance table with all that their rows, columns and surroundings say of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.facts.arrows import Direction, direction_of
from extractors.facts.colours import Rag
from extractors.facts.indicators.figures import Named, Part, split_figures
from extractors.facts.indicators.kinds import FIGURES, NAMING, SAID
from extractors.facts.indicators.labels import PAST, Label, read_label
from extractors.facts.indicators.layout import Layout
from extractors.facts.indicators.periods import UNKNOWN_YEAR, before, ends, wrapped, year_of
from extractors.facts.rating_keys import rated_by
from extractors.facts.ratings import Rating, rate_cell, rate_symbols, rate_text
from extractors.tables.table import Cell, Table

NOTHING = Part(None)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the page around a table says of all its figures."""

    indicator: str | None = None
    directorate: str | None = None
    organisations: tuple[str, ...] = ()  # named in the title or above it
    fallback: str = "Total"  # the council whose pack it is, if it is one council's
    period: str | None = None  # that the paper reports on
    by_meeting: bool = False  # whether its year follows from the date of the meeting
    rag: Rag | None = None  # said in words of the whole list
    commentary: str | None = None  # printed under a panel or grid
    key: Mapping[str, Rag] = field(default_factory=dict)  # what the pack says that its status words mean

    @property
    def year(self) -> str | None:
        return year_of(self.period)

    @property
    def year_or_unknown(self) -> str:
        """The year that quarters and months stand in which do not say theirs."""
        return self.year or UNKNOWN_YEAR

    @property
    def before(self) -> str | None:
        return before(self.period)


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell with all that its row and column say of it, or one figure of such a cell."""

    role: str
    cell: Cell
    row: int
    col: int
    organisations: tuple[str, ...]
    period: str | None
    sub: str | None
    part: Part
    rating: Rating | None = None
    direction: Direction | None = None
    lead: int | None = None  # the one column of figures that it is about, where several have such a column behind them

    @property
    def past(self) -> bool:
        return self.role in PAST


def read_entries(layout: Layout, rows: Sequence[int], setting: Setting, named: Named) -> list[Entry]:
    """Every cell of the rows that says something of a figure, its figures apart."""
    found: list[Entry] = []
    year = setting.year_or_unknown
    bare = [label.resolved(year) for label in layout.columns if label.part_of_year and not label.year]
    meant = wrapped([label.period for label in bare if label.period], setting.period or year)
    for row in rows:
        if (remark := layout.remark(row)) is not None:
            last = next(cell for cell in reversed(layout.table.row(row)) if cell is not None)
            found.append(Entry("commentary", last, row, last.col, (), None, None, Part(remark)))
            continue
        row_label = _row_label(layout, row, named).resolved(year)
        lead: int | None = None  # the last column of figures: what a bare "RAG" behind it is about
        for col in layout.value_columns():
            cell = layout.table.at(row, col)
            column = layout.columns[col].resolved(year)
            if layout.columns[col].part_of_year and column.period in meant:
                column = replace(column, period=meant[column.period])
            elif layout.columns[col].part_of_year and column.role == "previous" and _is_over(column.period, setting):
                column = replace(column, period=before(column.period, years=True))
            kind = layout.kinds[col]
            if kind in FIGURES:
                lead = col
            if cell is None or kind is None:
                continue
            role = kind if kind in SAID else row_label.role or kind
            label = row_label.under(column)
            period = label.resolved(year).period
            if kind == "year_ago" and period and period == year_of(before(setting.period, years=True)):
                period = None  # "Same quarter 2023/24" is that quarter's
            period = period or period_of(kind, setting.period) or period_of(role, setting.period)
            sub = label.rest or None
            if role in NAMING or role == "ignored":
                continue
            bound = lead if kind in SAID and _is_repeated(layout, col) else None
            base = Entry(role, cell, row, col, label.organisations, period, sub, NOTHING, lead=bound)
            found.extend(expanded(base, layout.table, named, setting))
    return found


def _is_over(period: str | None, setting: Setting) -> bool:
    """Whether a quarter that is called the previous one must be that of an earlier year than the one reported on."""
    return setting.period is not None and year_of(period) == setting.year and ends(period) >= ends(setting.period)


def _row_label(layout: Layout, row: int, named: Named) -> Label:
    """The label of a row: its own, and what its columns of councils and periods say."""
    label = layout.rows.get(row, Label())
    for kind in ("organisation", "period"):
        col = layout.column(kind)
        if col is None:
            continue
        up = row
        cell = layout.table.at(up, col)
        while up > layout.head and (cell is None or not cell.text.strip()):
            up -= 1
            cell = layout.table.at(up, col)
        if cell is not None and cell.text.strip():
            said = _read(cell, kind, named)
            label = label.under(said)
    return label


def _read(cell: Cell, kind: str, named: Named) -> Label:
    label = read_label(cell.text, named)
    return (
        Label(organisations=label.organisations)
        if kind == "organisation"
        else Label(period=label.period, part_of_year=label.part_of_year, year=label.year)
    )


def _is_repeated(layout: Layout, col: int) -> bool:
    """Whether several columns have the same role and none says for which figures it stands: when, whose, of what."""
    kind = layout.kinds[col]
    same = [label for label, other in zip(layout.columns, layout.kinds, strict=True) if other == kind]
    return len(same) > 1 and not any(label.says_when or label.organisations or label.rest for label in same)


def period_of(role: str, period: str | None) -> str | None:
    """The period of a column headed only "Latest", "Year end", "Previous quarter", "Last year"."""
    if role == "latest":
        return period
    if role in ("to_date", "full_year"):
        return year_of(period)
    if role == "previous":
        return before(period)
    if role == "year_ago":
        return before(period, years=True)
    if role == "last_year":
        return before(year_of(period))
    return None


def expanded(entry: Entry, table: Table, named: Named, setting: Setting) -> list[Entry]:
    """A cell with several figures is several entries; ratings and arrows are read from the cell as a whole."""
    cell = entry.cell
    if entry.role == "target" or entry.role in FIGURES:
        rating = rate_cell(cell, table) if cell.fill and entry.role in FIGURES else None
        by_fill = rating if rating is not None and rating.basis == "fill" else None
        beside = rate_symbols(cell) if entry.role in FIGURES else None
        return [
            replace(
                entry,
                part=part,
                organisations=_council_of(part, entry),
                sub=part.sub or entry.sub,
                rating=_rating_beside(part) or by_fill or beside,
                direction=direction_of(cell) if entry.role in FIGURES and part.value is not None else None,
            )
            for part in split_figures(cell.text, named)
        ]
    if entry.role == "rag":
        return [replace(entry, rating=_rating(cell, table, setting), direction=direction_of(cell))]
    if entry.role == "direction":
        return [replace(entry, rating=rate_symbols(cell), direction=direction_of(cell))]
    return [replace(entry, part=Part(cell.text.strip() or None))]


def _rating(cell: Cell, table: Table, setting: Setting) -> Rating | None:
    """The rating of a rating cell; a status that shows none is rated by the pack's own key, where it has one."""
    rating = rate_cell(cell, table)
    if rating is not None and rating.rag is None and (rag := rated_by(setting.key, rating.status_text)):
        return replace(rating, rag=rag, basis="word")
    return rating


def _rating_beside(part: Part) -> Rating | None:
    """The rating printed behind a figure: "97% (Green)"."""
    said = rate_text(part.figure.remark or "") if part.figure else None
    return Rating(*said) if said else None


def _council_of(part: Part, entry: Entry) -> tuple[str, ...]:
    """The council of a figure: that of its row or column, which a different one beside the figure cannot change."""
    agreed = not entry.organisations or set(part.organisations) <= set(entry.organisations)
    return part.organisations if part.organisations and agreed else entry.organisations
