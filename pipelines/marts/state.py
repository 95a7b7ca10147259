"""When the marts are out of date."""

from __future__ import annotations

import json

from pipelines.version import marts_version
from pipelines.warehouse import Warehouse


def marts_state(warehouse: Warehouse) -> str:
    """What marts of now would be built from: the packs as published and the code that builds."""
    return json.dumps({"version": marts_version(), "packs": warehouse.state()}, sort_keys=True)


def marts_stale(warehouse: Warehouse) -> bool:
    """Whether the marts were built of other packs, or by other code."""
    return warehouse.marts_built_from() != marts_state(warehouse)
