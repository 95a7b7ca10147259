"""Reference data: words that vary between councils, kept in YAML files that a clerk can edit."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

import yaml


class _Words(yaml.CSafeLoader):
    """YAML as a clerk reads it: "No" and "On" are words, "2019-04-01" is text; else only true, false and figures."""


_Words.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Words.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"true|false"), list("tf"))


@cache
def load(name: str) -> Any:
    """The content of `extractors/reference/<name>.yaml`; FileNotFoundError where there is none."""
    source = resources.files(__name__).joinpath(f"{name}.yaml")
    return yaml.load(source.read_text(encoding="utf-8"), Loader=_Words)
