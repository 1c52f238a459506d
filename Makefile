# `make review` starts today's review, `make test` runs the tests; both need Python 3.11+ and make, nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

.PHONY: review test test-browser faults bench lint format install reference pictures clean

review: $(VENV)/installed
	@$(BIN)/flashcards review $(ARGS)

test: $(VENV)/installed-test
	$(BIN)/python -m pytest $(ARGS)

test-browser: $(VENV)/installed-test
	$(BIN)/python -m pytest -m browser $(ARGS)

bench: $(VENV)/installed-test
	$(BIN)/python -m benchmarks.speed $(ARGS)

faults: $(VENV)/installed-test
	$(BIN)/python -m tests.faults $(ARGS)

lint: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

reference: $(VENV)/installed-test
	$(BIN)/python -m tests.reference README.md

pictures: $(VENV)/installed-test
	$(BIN)/python -m tests.pictures docs/pictures

install:
	@PYTHON="$(PYTHON)" sh .ci/install

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "flashcards needs Python 3.11 or newer; say make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(BIN)/python setup.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/installed-test: $(BIN)/python setup.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $(VENV)/installed $@
