"""A sheet as comma-separated values that a spreadsheet opens by itself and any program reads."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from pathlib import Path

from pipelines.export.formulas import disarmed
from pipelines.export.sheets import Sheet


def write_csv(sheet: Sheet, path: Path) -> int:
    """Write the file and return its rows.

    UTF-8 with a byte order mark, without which a spreadsheet misreads the pound sign. All text is in quotes, so that no
    other separator of a spreadsheet's locale splits it; lists are joined by `; `.
    """
    rows = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
        writer.writerow([field.name for field in sheet.columns])
        for row in sheet.rows:
            writer.writerow([_value(row.get(field.name)) for field in sheet.columns])
            rows += 1
    return rows


def _value(value: object) -> object:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | float() | Decimal():
            return value
        case dt.date():
            return value.isoformat()
        case list():
            return disarmed("; ".join(map(str, value)))
        case _:
            return disarmed(str(value))
