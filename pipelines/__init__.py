"""Dagster, one file per concept, and the `packs` command: from a folder of PDFs to the published warehouse."""
