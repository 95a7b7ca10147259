"""What the commands that ask have in common: printing what was found with its link, and writing its pages' pictures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.options import out, usage_error

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from pipelines.manifest import Manifest
    from pipelines.originals import Originals
    from pipelines.search.find import Hit, Parts, Place
    from pipelines.warehouse import Warehouse

PacksOption = Annotated[Path, typer.Option("--packs", help="Where the PDFs are, for links and pictures: a folder.")]
ShowOption = Annotated[
    Path | None,
    typer.Option(
        "--show", metavar="DIR", help="Write a picture of each page there, with what was found framed.", file_okay=False
    ),
]
LimitOption = Annotated[int, typer.Option("--limit", "-n", min=1, help="Print at most so many.")]
PACKS = Path("raw_packs")

Marked = tuple["Place", frozenset[str]]
"""Where something was found, and the words there that were asked for."""


@dataclass(frozen=True)
class Library:
    """The packs of a warehouse and their PDFs."""

    warehouse: Warehouse
    packs: Path

    @cached_property
    def _manifests(self) -> Mapping[str, Manifest]:
        return {manifest.pack_id: manifest for manifest in self.warehouse.manifests()}

    @cached_property
    def _originals(self) -> Originals:
        from pipelines.originals import Originals

        return Originals(self.packs)

    @cached_property
    def _files(self) -> dict[str, Path | None]:
        return {}

    def file(self, pack_id: str) -> Path | None:
        """The PDF of a pack; None where it is not to be found."""
        if pack_id not in self._files:
            raw = self._originals.find(self._manifests[pack_id]) if pack_id in self._manifests else None
            self._files[pack_id] = raw.path if raw else None
        return self._files[pack_id]

    def link(self, pack_id: str, page: int) -> Text:
        """`file#page=n`; where the PDF is at hand, a terminal opens it with a click."""
        from rich.style import Style
        from rich.text import Text

        file = self.file(pack_id)
        if file is not None:
            uri = f"{file.absolute().as_uri()}#page={page}"
            return Text(f"{file}#page={page}", style=Style(color="blue", underline=True, link=uri))
        manifest = self._manifests.get(pack_id)
        return Text(f"{manifest.file_name if manifest else pack_id}#page={page}", style="blue")


def find(warehouse: Warehouse, words: str, **options: object) -> tuple[Hit, ...]:
    """What the index has of the words. Says so where no entry has them all; a usage error where it cannot be asked."""
    from pipelines.cli.options import err
    from pipelines.search.find import NoWordsError, search
    from pipelines.search.index import NoFullTextError

    try:
        found = search(warehouse, words, **options)  # type: ignore[arg-type]
    except NoWordsError as error:
        raise usage_error(str(error)) from None
    except NoFullTextError as error:
        raise usage_error(f"{error}, which this needs") from None
    except FileNotFoundError:
        raise usage_error(f"no search index in {warehouse.root}: run packs load first") from None
    if found.loosely:
        err().print(f"Nothing has all the words of {words!r}; these have some of them.", style="yellow", markup=False)
    return found.hits


def marked(parts: Parts) -> Text:
    """A text in which what was asked for stands out."""
    from rich.text import Text

    made = Text()
    for part, matched in parts:
        made.append(part, style="bold yellow" if matched else "")
    return made


def print_places(console: Console, library: Library, places: Sequence[Place]) -> None:
    """The lines under a hit: where it is printed, the first place with its pack."""
    from rich.text import Text

    for number, place in enumerate(places):
        line = Text("   " if number == 0 else "   also ")
        line.append_text(library.link(place.pack_id, place.page))
        line.append(f"  {place.pack_id}, page {place.page}", style="dim")
        console.print(line, soft_wrap=True)


def write_pictures(library: Library, found: Iterable[Marked], to: Path) -> None:
    """A picture of each page on which something was found, its path printed; what cannot be drawn is said."""
    from pipelines.cli.options import err
    from pipelines.raw_packs import read_raw_pack
    from pipelines.search.pictures import page_pictures

    of_pack: dict[str, list[Marked]] = defaultdict(list)
    for place, matched in found:
        of_pack[place.pack_id].append((place, matched))
    if of_pack:
        to.mkdir(parents=True, exist_ok=True)
    for pack_id, marked in of_pack.items():
        file = library.file(pack_id)
        if file is None:
            err().print(f"No picture of {pack_id}: its PDF is not in {library.packs}", style="yellow", markup=False)
            continue
        hits = [(place.page, place.box, matched) for place, matched in marked]
        for page, picture in page_pictures(read_raw_pack(file), hits):
            path = to / f"{pack_id}-page{page}.png"
            picture.save(path)
            out().print(str(path), markup=False, soft_wrap=True)
