"""`packs decisions`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipelines.cli.hits import (
    PACKS,
    Library,
    LimitOption,
    PacksOption,
    ShowOption,
    find,
    marked,
    print_places,
    write_pictures,
)
from pipelines.cli.options import WAREHOUSE, WarehouseOption, out, usage_error

if TYPE_CHECKING:
    from rich.console import Console

    from pipelines.search.find import Hit, Place
    from pipelines.warehouse import Warehouse

Row = dict[str, Any]
_DAY = ["%Y-%m-%d"]


def decisions_command(
    about: Annotated[
        str | None, typer.Option("--about", metavar="WORDS", help="What it is about, as for packs search.")
    ] = None,
    since: Annotated[
        dt.datetime | None, typer.Option("--from", formats=_DAY, metavar="DATE", help="Meetings from this day on.")
    ] = None,
    until: Annotated[
        dt.datetime | None, typer.Option("--to", formats=_DAY, metavar="DATE", help="Meetings up to this day.")
    ] = None,
    body: Annotated[str | None, typer.Option("--body", help="Of the committee of this name, or a part of it.")] = None,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", help="Of this kind, as agreed or noted; may be given again.")
    ] = None,
    limit: LimitOption = 50,
    show: ShowOption = None,
    packs: PacksOption = PACKS,
    warehouse: WarehouseOption = WAREHOUSE,
) -> None:
    """List what was decided, when, by whom and on what recommendation, each decision once however many packs hold it.

    The latest come first; with --about the likeliest, and then those of items whose minutes alone speak of it.
    """
    from pipelines.warehouse import Warehouse

    place = Warehouse(warehouse)
    if not place.views.exists():
        raise usage_error(f"no warehouse at {warehouse}: run packs load first")
    rows = _ask(place, since, until, body, _known(kind or []))
    found: Sequence[Hit] = ()
    if about is not None:
        found = find(place, about, sources=("decision", "minute"), minutes_of_decisions=True)
        rows = list(_about(rows, found))
    hits = {hit.same: hit for hit in found if hit.source == "decision"}
    library, console, shown = Library(place, packs), out(), rows[:limit]
    for number, row in enumerate(shown, 1):
        _print(console, library, number, row, hits.get(row["decision_id"]))
    console.print(f"{len(rows)} decisions" + (f", {limit} shown (more with --limit)" if len(rows) > limit else ""))
    if show is not None:
        nothing: frozenset[str] = frozenset()
        matched = {hit.same: hit.matched for hit in hits.values()}
        write_pictures(library, [(_places(row)[0], matched.get(row["decision_id"], nothing)) for row in shown], show)


def _known(kinds: Sequence[str]) -> Sequence[str]:
    from schemas.tables import TABLES

    allowed = TABLES["decisions"].field("kind").allowed or ()
    for kind in kinds:
        if kind not in allowed:
            raise usage_error(f"no kind of decision is called {kind!r}: {', '.join(allowed)}")
    return kinds


def _ask(
    warehouse: Warehouse, since: dt.datetime | None, until: dt.datetime | None, body: str | None, kinds: Sequence[str]
) -> list[Row]:
    """The decisions within the bounds, latest meeting first, each meeting's in their order."""
    import duckdb

    conditions: list[tuple[str, object]] = []
    if since is not None:
        conditions.append(("meeting_date >= ?", since.date()))
    if until is not None:
        conditions.append(("meeting_date <= ?", until.date()))
    if body is not None:
        conditions.append(("contains(lower(body), lower(?))", body))
    if kinds:
        conditions.append(("list_contains(?, kind)", list(kinds)))
    where = " AND ".join(condition for condition, _ in conditions) or "true"
    sql = f"""
    WITH printed AS (
        SELECT decision_id,
            list({{pack_id: pack_id, page: page, box: [x0, top, x1, bottom]}} ORDER BY pack_id) AS places
        FROM decisions GROUP BY decision_id
    )
    SELECT * FROM marts.decisions JOIN printed USING (decision_id) WHERE {where}
    ORDER BY meeting_date DESC NULLS LAST, body, pack_id, page, top
    """
    with duckdb.connect(str(warehouse.views), read_only=True) as connection:
        result = connection.execute(sql, [value for _, value in conditions])
        columns = [column[0] for column in result.description or []]
        return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]


def _about(rows: Sequence[Row], found: Sequence[Hit]) -> Iterator[Row]:
    """Those that were found, best first; then those of items whose minutes were found, in their order."""
    by_id = {row["decision_id"]: row for row in rows}
    told = [by_id[hit.same] for hit in found if hit.source == "decision" and hit.same in by_id]
    yield from told
    minuted = {(hit.body, hit.meeting_date, hit.item_no) for hit in found if hit.source == "minute" and hit.item_no}
    said = {row["decision_id"] for row in told}
    for row in rows:
        item = (row["body"], str(row["meeting_date"] or "") or None, row["item_no"])
        if row["decision_id"] not in said and item in minuted:
            yield row | {"minuted": True}


def _print(console: Console, library: Library, number: int, row: Row, hit: Hit | None) -> None:
    from rich.padding import Padding
    from rich.text import Text

    item = f"item {row['item_no']}" if row["item_no"] else None
    where = ", ".join(str(part) for part in (row["body"], row["meeting_date"], item) if part)
    title = f": {row['item_title']}" if row["item_title"] else ""
    console.print(Text.assemble((f"{number}. {row['kind']}", "bold"), f"  {where}{title}"), soft_wrap=True)
    console.print(Padding(marked(hit.text) if hit else Text(row["text"]), (0, 0, 0, 3), expand=False))
    for note in _notes(row):
        console.print(Padding(Text(note, style="italic"), (0, 0, 0, 3), expand=False))
    print_places(console, library, _places(row))


def _notes(row: Row) -> Iterator[str]:
    """What is known beside the words: the vote, the recommendation, whether the minutes were agreed."""
    if row.get("minuted"):
        yield "Found by the minutes of its item, not by its own words."
    carried = {"Moved by": row["moved_by"], "seconded by": row["seconded_by"], "vote:": row["vote"]}
    if told := ", ".join(f"{word} {value}" for word, value in carried.items() if value):
        yield told[0].upper() + told[1:]
    if row["recommendation"]:
        asked = " ".join(row["recommendation"].split())
        yield f"Recommendation {row['answer']} (likeness {row['likeness']:.2f}): {asked}"
    if row["agreed_as_record_at"]:
        yield f"Minutes agreed as a correct record on {row['agreed_as_record_at']}"


def _places(row: Row) -> list[Place]:
    """Where it is printed, the pack that the mart's row was read from first."""
    from extractors.geometry import Box
    from pipelines.search.find import Place

    places = [Place(place["pack_id"], place["page"], Box(*place["box"])) for place in row["places"]]
    return sorted(places, key=lambda place: place.pack_id != row["pack_id"])
