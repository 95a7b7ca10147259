"""From a laid-out performance table to readings: one for each indicator, council, period and sub-measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.facts.arrows import Direction
from extractors.facts.colours import Rag
from extractors.facts.indicators.about import about_row, latest_period
from extractors.facts.indicators.banners import banner_text
from extractors.facts.indicators.entries import NOTHING, Entry, Setting, read_entries
from extractors.facts.indicators.figures import Named, Part
from extractors.facts.indicators.kinds import FIGURES
from extractors.facts.indicators.layout import Layout
from extractors.facts.indicators.periods import UNKNOWN_YEAR, ends, year_of
from extractors.facts.ratings import Basis, Rating
from extractors.facts.values import is_blank
from extractors.tables.table import Cell


@dataclass(frozen=True, slots=True)
class Reading:
    """One row of `kpis` before units are settled; `cell` is where the figure stands."""

    indicator: str
    cell: Cell
    organisation: str
    period: str | None
    actual: Part
    target: Part
    rag: Rag | None = None
    basis: Basis | None = None
    direction: Direction | None = None
    commentary: str | None = None
    directorate: str | None = None
    service_area: str | None = None
    unit_text: str | None = None  # from a column of units


def read_layout_rows(layout: Layout, setting: Setting, named: Named) -> list[Reading]:
    """All readings of a table, in the order of its rows and columns."""
    setting = replace(setting, period=setting.period or latest_period(layout))
    found: list[Reading] = []
    above: dict[str, str] = {}
    section: tuple[str, ...] = ()  # councils that the last banner row named
    heading: str | None = None  # the last banner row of a list that names none
    banners = [row for row in range(layout.head, layout.table.rows) if layout.is_banner(row)]
    for rows in layout.groups():
        while banners and banners[0] < rows[0]:
            banner = banner_text(layout.table, banners.pop(0)) or ""
            section, rest = named(banner)
            heading = rest or None
            if layout.shape == "panel" and rest and layout.repeats():
                setting = replace(setting, indicator=banner)
        entries = read_entries(layout, rows, setting, named)
        about = about_row(layout, rows[0], above, setting)
        if heading and layout.shape == "list":
            part = "service_area" if about.get("directorate") else "directorate"
            about[part] = about.get(part) or heading
        councils = section or setting.organisations
        if about.get("indicator"):
            below = setting.commentary if layout.shape == "panel" else None
            here = replace(setting, organisations=councils, commentary=below)
            if layout.shape == "series":
                found.extend(_by_column(entries, about, here, layout))
            else:
                found.extend(assemble(entries, about, here))
    return found


def _by_column(
    entries: list[Entry], about: dict[str, str | None], setting: Setting, layout: Layout
) -> Iterator[Reading]:
    """The readings of a series: each column is an indicator."""
    for col in sorted({entry.col for entry in entries if entry.role in FIGURES}):
        name = " ".join(layout.table.header_path(col))
        own = [replace(entry, sub=None) for entry in entries if entry.col == col]
        yield from assemble(own, {**about, "indicator": name}, setting)


def assemble(entries: list[Entry], about: dict[str, str | None], setting: Setting) -> list[Reading]:
    """The readings of one indicator from all that was said of it; `about` has its name, directorate and service."""
    figures = [entry for entry in entries if entry.role in FIGURES]
    said = defaultdict(list)
    for entry in entries:
        if entry.role not in FIGURES:
            said[entry.role].append(entry)
    only_rated = not figures
    if only_rated:
        figures = _rated_only(entries)
    now = _latest(figures, setting)
    bound = _bound_columns(said, figures, now, setting)
    councils_named = not setting.organisations and any(entry.organisations for entry in entries)
    subs = _subs(figures)
    found: list[Reading] = []
    for entry in figures:
        current = _ends(entry, setting) == now and (not entry.past or all(other.past for other in figures))
        for council in entry.organisations or setting.organisations or (setting.fallback,):
            here = replace(entry, organisations=(council,), sub=subs.get(id(entry)))
            target = _pick(said["target"], here, current, setting)
            unnamed = councils_named and not entry.organisations
            if not only_rated and not _is_row(here, target, len(figures) == 1, unnamed):
                continue
            rating, direction = _rating(here, bound, current, setting)
            remark = _pick(said["commentary"], here, current, setting)
            unit = _pick(said["unit"], here, current, setting)
            text = remark.part.text if remark else setting.commentary if current else None
            found.append(
                Reading(
                    indicator=_name(about["indicator"] or "", here.sub),
                    cell=entry.cell,
                    organisation=council,
                    period=None if year_of(entry.period) == UNKNOWN_YEAR else entry.period or setting.period,
                    actual=entry.part,
                    target=target.part if target else NOTHING,
                    rag=rating.rag if rating else None,
                    basis=rating.basis if rating and rating.rag else None,
                    direction=direction,
                    commentary=text,
                    directorate=about.get("directorate"),
                    service_area=about.get("service_area"),
                    unit_text=unit.part.text if unit else about.get("unit"),
                )
            )
    return found


def _rated_only(entries: list[Entry]) -> list[Entry]:
    """Stand-ins for figures in a list that prints only ratings: an indicator without a figure is still rated."""
    rated = [entry for entry in entries if entry.role == "rag" and entry.rating is not None and entry.rating.rag]
    return [replace(entry, role="latest", rating=None, direction=None) for entry in rated[:1]]


def _ends(entry: Entry, setting: Setting) -> tuple[int, int]:
    """When the period of a figure ends; one of the year to date ends with the period that is reported on."""
    to_date = entry.role == "to_date" and year_of(entry.period) in (None, setting.year)
    return ends(setting.period if to_date else entry.period)


def _bound_columns(
    said: dict[str, list[Entry]], figures: list[Entry], now: tuple[int, int] | None, setting: Setting
) -> dict[str, list[Entry]]:
    """What is said; a rating or arrow is bound to the column before it where a month and its quarter end together."""
    current = [entry for entry in figures if _ends(entry, setting) == now and not entry.past]
    if len({entry.period for entry in current}) < 2:
        return said
    bound = dict(said)
    for role in ("rag", "direction"):
        bound[role] = [
            replace(other, lead=max((entry.col for entry in current if entry.col < other.col), default=other.lead))
            if other.period is None and other.lead is None
            else other
            for other in said.get(role, [])
        ]
    return bound


def _latest(figures: list[Entry], setting: Setting) -> tuple[int, int] | None:
    """When the current period ends: the last one with a value, else with any text, else the last."""
    valued = [entry for entry in figures if entry.part.value is not None]
    told = [entry for entry in figures if entry.part.text is not None]
    return max((_ends(entry, setting) for entry in valued or told or figures), default=None)


def _subs(figures: Sequence[Entry]) -> dict[int, str]:
    """The sub-measure of each figure by the entry's id. Beside the only figure of a period a label says nothing."""
    labels: dict[str | None, set[str | None]] = defaultdict(set)
    for entry in figures:
        labels[entry.period].add(entry.sub)
    return {
        id(entry): entry.sub
        for entry in figures
        if entry.sub and (entry.part.sub or len(labels[entry.period]) > 1 or entry.organisations)
    }


def _name(indicator: str, sub: str | None) -> str:
    return f"{indicator} ({sub})" if sub and sub.casefold() != indicator.casefold() else indicator


def _is_row(entry: Entry, target: Entry | None, alone: bool, unnamed: bool) -> bool:
    """Whether a figure's cell makes a row: one with a text does, and a blank one beside a target of its own.

    A target is its own if it is of the same period, or the figure stands alone in its row. A year without a council in
    a table that names councils (`unnamed`), and without a figure, was not measured for any.
    """
    if entry.part.text is None:
        if target is None or target.part.text is None:
            return False
        return alone or (entry.period is not None and target.period == entry.period)
    return not (unnamed and entry.part.value is None and is_blank(entry.part.text))


def _rating(
    entry: Entry, said: dict[str, list[Entry]], current: bool, setting: Setting
) -> tuple[Rating | None, Direction | None]:
    """Rating and direction of a figure: by its rating cell, the list's sentence, its own fill, or its arrow."""
    rag = _pick(said.get("rag", []), entry, current, setting)
    arrow = _pick(said.get("direction", []), entry, current, setting)
    direction = (arrow.direction if arrow else None) or (rag.direction if rag else None) or entry.direction
    rated = rag is not None and rag.rating is not None and rag.rating.rag and not rag.direction  # no coloured arrow
    if setting.rag is not None and current and not rated:
        return Rating(setting.rag, "word"), direction
    if rag is not None and rag.rating is not None:
        return rag.rating, direction
    if entry.rating is not None:
        return entry.rating, direction
    if not said.get("rag") and arrow is not None and arrow.rating is not None and arrow.rating.basis == "glyph":
        return arrow.rating, direction
    return None, direction


def _pick(said: list[Entry], entry: Entry, current: bool, setting: Setting) -> Entry | None:
    """The target, rating or remark that belongs to a figure: the one that shares most with it; None where none fits.

    What says no period belongs to the current figure; a target also to others of the same year.
    """
    best: tuple[int, int] | None = None
    found: Entry | None = None
    for other in said:
        if other.organisations and not set(other.organisations) & set(entry.organisations):
            continue
        if other.sub and other.part.sub and other.sub != entry.sub:
            continue
        if other.lead is not None and other.lead != entry.col:
            continue
        score = 2 * bool(other.organisations) + 2 * bool(other.sub and other.sub == entry.sub)
        score += (other.col == entry.col) + (other.row == entry.row)
        if other.lead is not None:
            score += 4
        elif other.period is None:
            same_year = year_of(entry.period) in (None, setting.year)
            rated = entry.rating is not None  # against the only target that is printed, whatever the year
            kept = other.role == "unit" or (other.role == "target" and (same_year or rated) and not entry.past)
            if not current and not kept:
                continue
        elif other.period == entry.period:
            score += 4
        elif entry.period is not None and other.period == year_of(entry.period) and (current or other.role == "target"):
            score += 1
        else:
            continue
        rank = (score, -abs(other.col - entry.col) - abs(other.row - entry.row))
        if best is None or rank > best:
            best, found = rank, other
    return found
