"""How a step hands its value to the next when Dagster runs them: pickled in the warehouse's staging folder.

The `packs` command keeps the values in memory instead. Only what this program wrote itself is unpickled.
"""

from __future__ import annotations

import pickle
from pathlib import Path

import dagster as dg

from pipelines.generations import write_aside
from pipelines.warehouse import Warehouse


class StagedValues(dg.ConfigurableIOManager):
    """One value per pack and asset, the last one made, so that a later step can be run again alone."""

    warehouse: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        path = self._path(context)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_aside(path, pickle.dumps(obj, protocol=pickle.HIGHEST_PROTOCOL))

    def load_input(self, context: dg.InputContext) -> object:
        """FileNotFoundError, naming the asset to run first, where the value was never made."""
        path = self._path(context)
        if not path.exists():
            asset = context.asset_key.to_user_string()
            raise FileNotFoundError(f"nothing staged for {context.partition_key}: materialize {asset} first")
        return pickle.loads(path.read_bytes())

    def _path(self, context: dg.OutputContext | dg.InputContext) -> Path:
        return (
            Warehouse(Path(self.warehouse)).staging
            / context.partition_key
            / f"{'.'.join(context.asset_key.path)}.pickle"
        )
