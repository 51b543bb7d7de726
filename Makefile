.PHONY: app check test lint types contracts soak bench schema

PYTHON := .venv/bin/python

app: .venv
	.venv/bin/breakout-tui

check: .venv lint types contracts test

test: .venv
	$(PYTHON) -m pytest -q

lint: .venv
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .

types: .venv
	.venv/bin/mypy

contracts: .venv
	.venv/bin/lint-imports

soak: .venv
	$(PYTHON) -m pytest -q -m soak

bench: .venv
	$(PYTHON) -m bench

schema: .venv
	$(PYTHON) -m tests.store.write_schema

.venv:
	python3 -m venv .venv
	.venv/bin/pip install -q -e '.[dev]'
