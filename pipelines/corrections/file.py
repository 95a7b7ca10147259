"""The file of corrections, beside the packs: read, and held to its form. What is wrong in it is told by its line."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Collection
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import yaml

from pipelines.corrections.correction import CellCorrection, Corrections, Settlement
from pipelines.raw_packs import find_raw_packs
from schemas.fields import FIELDS, FieldType
from schemas.table import BOX
from schemas.tables import TABLES

NAME = "corrections.yaml"
FACTS = ("budgets", "kpis", "rag_actions")
"""The tables whose rows are read from cells."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_CELL = ("table", "row", "column", "printed")
_FINDING = ("check", "subject")
_TELLS_FINDINGS_APART = ("page", "expected", "actual")
_SIGNED = ("who", "why")
_FIXED = {"pack_id", "document_id", "table_id", "row", "col", "page", *BOX, "raw_text", "corrected_by", "correction"}
"""Where a fact stands, what is printed there and who corrected it is no matter of opinion."""
_VALUES = {column for fact in FACTS for column in TABLES[fact].columns} - _FIXED


class CorrectionsError(ValueError):
    """The file is not as it should be. The message names it and the line."""


def corrections_beside(pdf: Path, sha256: str) -> Corrections:
    """The corrections of a pack, from corrections.yaml in the folder of its PDF. Raises CorrectionsError.

    What is wrong in the corrections of another pack does not matter to this one.
    """
    return _corrections_in(pdf.parent, sha256)


def corrections_under(path: Path, sha256: str) -> Corrections:
    """The same where only the folder that the PDF lies in or under is known, or where the PDF is gone."""
    raw = next((raw for raw in find_raw_packs([path]) if raw.digested().sha256 == sha256), None)
    if raw is not None:
        return corrections_beside(raw.path, sha256)
    return _corrections_in(path if path.is_dir() else path.parent, sha256)


def _corrections_in(folder: Path, sha256: str) -> Corrections:
    path = folder / NAME
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Corrections()
    except OSError as error:
        raise CorrectionsError(f"{NAME} cannot be opened: {error.strerror}") from None
    entries = _packs(content).get(sha256)
    if entries is None:
        return Corrections()
    if not isinstance(entries, yaml.SequenceNode):
        raise _fault(entries, "a list of corrections is wanted, each behind a dash")
    found = [_correction(entry) for entry in entries.value]
    cells = tuple(one for one in found if isinstance(one, CellCorrection))
    for number, cell in enumerate(cells):
        if any(cell.place == other.place for other in cells[:number]):
            raise _fault(entries, f"{cell.table}, row {cell.row}, column {cell.column} is corrected twice")
    return Corrections(cells, tuple(one for one in found if isinstance(one, Settlement)))


@lru_cache(maxsize=4)
def _packs(content: bytes) -> dict[str, yaml.Node]:
    """The corrections of every pack by its hash, not looked into yet. All scalars are text, as they are typed."""
    try:
        root = yaml.compose(content, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise CorrectionsError(f"{NAME}{line}: {error.problem}") from None
    except yaml.YAMLError as error:
        raise CorrectionsError(f"{NAME} is no text in UTF-8: {error}") from None
    if root is None:
        return {}
    packs = _mapping(root, "packs by the SHA-256 of their file are wanted")
    for name, node in packs.items():
        if not _SHA256.fullmatch(name):
            raise _fault(node, f"{name!r} is no SHA-256: 64 digits and letters a to f are wanted")
    return packs


def _correction(node: yaml.Node) -> CellCorrection | Settlement:
    given = _mapping(node, "names and values are wanted, as `who: …`")
    if "check" in given:
        _hold(node, given, (*_FINDING, *_SIGNED), _TELLS_FINDINGS_APART)
        told: dict[str, str | int] = {name: _scalar(given[name]) for name in given if name not in _SIGNED}
        if "page" in given:
            told["page"] = _count(given["page"], "page")
        return Settlement(told, *(_words(given[name], name) for name in _SIGNED))
    override = "values" if "values" in given else "text"
    _hold(node, given, (*_CELL, override, *_SIGNED))
    return CellCorrection(
        table=_words(given["table"], "table"),
        row=_count(given["row"], "row"),
        column=_count(given["column"], "column"),
        printed=_scalar(given["printed"]),
        who=_words(given["who"], "who"),
        why=_words(given["why"], "why"),
        text=_scalar(given["text"]) if override == "text" else None,
        values=_values(given["values"]) if override == "values" else {},
    )


def _hold(node: yaml.Node, given: Collection[str], wanted: Collection[str], besides: Collection[str] = ()) -> None:
    if missing := [name for name in wanted if name not in given]:
        raise _fault(node, f"{' and '.join(missing)} missing")
    if unknown := [name for name in given if name not in (*wanted, *besides)]:
        raise _fault(node, f"{' and '.join(unknown)} not known here; {', '.join((*wanted, *besides))} are")


def _values(node: yaml.Node) -> dict[str, object]:
    given = _mapping(node, "columns and their values are wanted")
    if not given:
        raise _fault(node, "values has no column")
    return {name: _value(name, value) for name, value in given.items()}


def _value(column: str, node: yaml.Node) -> object:
    if column not in _VALUES:
        raise _fault(node, f"{column} is no column that can be corrected")
    kind = FIELDS[column].type
    if kind == "texts":
        if not isinstance(node, yaml.SequenceNode):
            raise _fault(node, f"{column} wants a list in square brackets")
        return [_scalar(item) for item in node.value]
    text = _scalar(node)
    if not text:
        return None
    try:
        return _CONVERTERS[kind](text)
    except (ValueError, ArithmeticError):
        raise _fault(node, f"{column} wants {_WANTED[kind]}, not {text!r}") from None


def _number(text: str) -> float:
    number = float(text.replace(",", ""))
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _money(text: str) -> Decimal:
    amount = Decimal(text.replace(",", ""))
    if not amount.is_finite():
        raise ValueError(text)
    return amount


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"


_CONVERTERS: dict[FieldType, Callable[[str], object]] = {
    "text": str,
    "integer": int,
    "number": _number,
    "money": _money,
    "boolean": _boolean,
    "date": dt.date.fromisoformat,
}
_WANTED: dict[FieldType, str] = {
    "integer": "a whole number",
    "number": "a number",
    "money": "an amount in pounds, as 3200000 or -427.50",
    "boolean": "true or false",
    "date": "a date, as 2024-11-30",
}


def _mapping(node: yaml.Node, wanted: str) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise _fault(node, wanted)
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = _scalar(key)
        if name in found:
            raise _fault(key, f"{name} stands here twice")
        found[name] = value
    return found


def _scalar(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise _fault(node, "a single value is wanted")
    return str(node.value)


def _words(node: yaml.Node, name: str) -> str:
    text = " ".join(_scalar(node).split())
    if not text:
        raise _fault(node, f"{name} is blank")
    return text


def _count(node: yaml.Node, name: str) -> int:
    text = _scalar(node)
    if not re.fullmatch(r"\d{1,6}", text, re.ASCII):
        raise _fault(node, f"{name} wants a whole number from 0, not {text!r}")
    return int(text)


def _fault(node: yaml.Node, message: str) -> CorrectionsError:
    return CorrectionsError(f"{NAME}, line {node.start_mark.line + 1}: {message}")
