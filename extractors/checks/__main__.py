"""`python -m extractors.checks`: docs/checks.md."""

from __future__ import annotations

import sys

from extractors.checks.manual import manual

sys.stdout.write(manual())
