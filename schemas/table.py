"""What a table is made of, and how one is declared from the names of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from schemas.fields import FIELDS, Field, FieldType

BOX = ("x0", "top", "x1", "bottom")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the warehouse. `key` columns together name a row; `required` columns are never null, those of the key
    included.
    """

    name: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    required: frozenset[str]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        """The field of that name as it is in this table; KeyError for none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.name} has no column {name}")


def declare(
    name: str,
    description: str,
    columns: str,
    *,
    key: str = "",
    required: str = "",
    describe: Mapping[str, str] | None = None,
    allow: Mapping[str, str] | None = None,
    retype: Mapping[str, FieldType] | None = None,
) -> Table:
    """A table of named fields. Names and values are separated by blanks; `box` stands for its four columns.

    `describe` and `allow` specialise a field's description and its values for this table; `retype` is for the one name
    that the contract gives to a figure here and to words there. KeyError for an unknown field.
    """
    names = [column for word in columns.split() for column in (BOX if word == "box" else (word,))]
    asked = [column for word in f"{key} {required}".split() for column in (BOX if word == "box" else (word,))]
    fields = {column: FIELDS[column] for column in names}
    for column, text in (describe or {}).items():
        fields[column] = replace(fields[column], description=text)
    for column, values in (allow or {}).items():
        fields[column] = replace(fields[column], allowed=tuple(values.split()))
    for column, type_ in (retype or {}).items():
        fields[column] = replace(fields[column], type=type_)
    missing = set(asked) - set(fields)
    if missing or len(fields) != len(names):
        raise KeyError(
            f"{name}: key or required columns {sorted(missing)} are not among its columns, or one is named twice"
        )
    return Table(name, description, tuple(fields.values()), tuple(key.split()), frozenset(asked))
