"""`packs search`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

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
from pipelines.cli.options import WAREHOUSE, WarehouseOption, out

if TYPE_CHECKING:
    from rich.text import Text

    from pipelines.search.find import Hit


def search_command(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS...",
            help='What to look for, in any form of the words. "Words in quotes" stand together; a word may end in *.',
        ),
    ],
    limit: LimitOption = 20,
    show: ShowOption = None,
    packs: PacksOption = PACKS,
    warehouse: WarehouseOption = WAREHOUSE,
) -> None:
    """Find words in decisions, minutes and all other text, best hits first, each with its pack, page and link."""
    from rich.padding import Padding

    from pipelines.warehouse import Warehouse

    library, console = Library(Warehouse(warehouse), packs), out()
    hits = find(library.warehouse, " ".join(words), limit=limit)
    for number, hit in enumerate(hits, 1):
        console.print(_head(number, hit), soft_wrap=True)
        console.print(Padding(marked(hit.excerpt), (0, 0, 0, 3), expand=False))
        print_places(console, library, [hit.place, *hit.also])
    console.print(f"{len(hits)} found" + (" (more with --limit)" if len(hits) == limit else ""))
    if show is not None:
        write_pictures(library, [(hit.place, hit.matched) for hit in hits], show)


def _head(number: int, hit: Hit) -> Text:
    from rich.text import Text

    item = f"item {hit.item_no}" if hit.item_no else None
    where = ", ".join(part for part in (hit.body, hit.meeting_date, item) if part)
    told = ": ".join(part for part in (where, hit.title) if part)
    return Text.assemble((f"{number}. {hit.source}", "bold"), f"  {told}" if told else "")
