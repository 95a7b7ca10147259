# Two commands for a new user: `make warehouse` and `make test`. Both make the environment first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: warehouse test lint types unit bench compare samples dictionary clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	touch $@

warehouse: $(VENV)/.installed  ## load raw_packs/ into warehouse/
	$(BIN)/packs load

test: lint types unit  ## everything that must hold on every commit

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed
	$(BIN)/mypy

unit: $(VENV)/.installed
	$(BIN)/pytest --cov --cov-report=term:skip-covered

bench: $(VENV)/.installed  ## reading every page, beside pdfplumber's words
	$(BIN)/python tools/bench.py

compare: $(VENV)/.installed  ## our table finder beside pdfplumber's and camelot's
	$(BIN)/python tools/compare.py

samples: $(VENV)/.installed  ## typeset the sample packs of raw_packs/ again
	$(BIN)/python -m tools.samples

dictionary: $(VENV)/.installed  ## write docs/dictionary.md and docs/checks.md from their registries
	$(BIN)/packs dictionary > docs/dictionary.md
	$(BIN)/python -m extractors.checks > docs/checks.md

clean:
	rm -rf $(VENV) build *.egg-info
