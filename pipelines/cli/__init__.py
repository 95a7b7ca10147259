"""The `packs` command. Data goes to standard output, progress and complaints to standard error."""

from pipelines.cli.app import main

__all__ = ["main"]
