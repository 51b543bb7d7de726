.PHONY: app check test test-no-hooks lint types contracts soak properties bench bench-conference schema messages sample mutants

PYTHON := .venv/bin/python

app: .venv
	.venv/bin/breakout-tui

check: .venv lint types contracts test test-no-hooks

test: .venv
	$(PYTHON) -m pytest -q

# The screens' tests once more, with the public fallbacks of tui/textual_internals.
test-no-hooks: .venv
	BREAKOUT_TUI_NO_HOOKS=1 $(PYTHON) -m pytest -q tests/tui

lint: .venv
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .

types: .venv
	.venv/bin/mypy

contracts: .venv
	.venv/bin/lint-imports

soak: .venv
	$(PYTHON) -m pytest -q -m soak

# The rules with a hundred times as many examples as in each run.
properties: .venv
	$(PYTHON) -m pytest -q --hypothesis-profile=thorough tests/domain tests/inputs tests/protocol tests/report tests/store

# Which changes to the code no test notices; docs/mutants.md says how to read it.
mutants: .venv
	.venv/bin/pip install -q -e '.[mutants]'
	.venv/bin/mutmut run $(MUTANTS)
	.venv/bin/mutmut results | sed '/: not checked$$/d'

bench: .venv
	$(PYTHON) -m bench

# Hundreds of rooms and a thousand displays on one hub with PostgreSQL; takes about eight minutes.
bench-conference: .venv
	$(PYTHON) -m bench conference --write

schema: .venv
	$(PYTHON) -m tests.store.write_schema
	$(PYTHON) -m tests.protocol.write_session_schema

# The texts of the phones' pages; what is new is empty in src/breakout_tui/hub/locale afterwards.
messages: .venv
	$(PYTHON) -m tests.hub.write_messages

# The position paper of the conference of `demo --at paper`; the date in its properties is the day after the conference.
sample: .venv
	SOURCE_DATE_EPOCH=1792051200 .venv/bin/breakout-tui demo --at paper -o docs/sample-paper.pdf --force

.venv:
	python3 -m venv .venv
	.venv/bin/pip install -q -e '.[dev]'
