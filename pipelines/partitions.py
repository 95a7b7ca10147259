"""Partitions: one per pack, added when its file is first seen."""

from __future__ import annotations

import dagster as dg

PACKS = dg.DynamicPartitionsDefinition(name="packs")
"""Keys are pack ids."""
