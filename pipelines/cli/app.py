"""The command and its parts."""

from __future__ import annotations

import typer

from pipelines.cli import decisions, dictionary, export, findings, load, query, search, show, status

app = typer.Typer(
    name="packs",
    help="Council agenda packs (PDF) into a warehouse of Parquet tables, every figure traced to its page and box.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
app.command("load")(load.load_command)
app.command("status")(status.status_command)
app.command("query")(query.query_command)
app.command("decisions")(decisions.decisions_command)
app.command("search")(search.search_command)
app.command("findings")(findings.findings_command)
app.command("show")(show.show_command)
app.command("export")(export.export_command)
app.command("dictionary")(dictionary.dictionary_command)


def main() -> None:
    """Run the command."""
    app()
