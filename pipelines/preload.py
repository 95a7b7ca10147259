"""Imported once, by the process that every loading process is forked from, so that none of them pays for it again.

It makes what is made lazily too: the validators of every table, and what Dagster imports with its first run. Nothing
here leaves a thread of Python's or an open file behind, which a fork would not carry over.
"""

from __future__ import annotations

import os


def _warm() -> None:
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"
    import dagster as dg
    import spacy  # noqa: F401  (the readers of minutes import it when they first need it)

    from pipelines.assets import ALL_ASSETS  # noqa: F401
    from pipelines.worker import QUIET
    from schemas.arrow import arrow_schema
    from schemas.frames import validate
    from schemas.tables import TABLES

    for table in TABLES.values():
        validate(table, arrow_schema(table, partitioned=True).empty_table())
    nothing = dg.asset(name="nothing")(lambda: None)
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([nothing], instance=instance, run_config=QUIET)


try:
    _warm()
except Exception as error:  # a loading process meets it again, and tells of it
    raise ImportError(str(error)) from error
