# `make review` starts today's review, `make test` runs the tests; both need Python 3.11+ and make, nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOWEST := .venv-lowest
# installed as a user has it: an editable install looks for its packages anew at every start
REVIEW := .venv-review
SOURCES := $(shell find flashcards decks -type f ! -name '*.pyc')
ARGS ?=
EXTRAS ?=
PARALLEL := --numprocesses auto --dist worksteal
FUZZ_SECONDS ?= 60
# an older pip complains of packages without a pyproject.toml unless it is told to build them as it does the others
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check --use-pep517
# much of what tests need is never imported
UNCOMPILED := --no-compile
ANKI_VERSIONS ?= 2.1.66 24.6.3 25.9.2 26.9.3
# what the tests start would compile all of the sources anew each time
unexport PYTHONDONTWRITEBYTECODE

.PHONY: review test test-anki test-sync test-browser test-voice test-versions test-lowest faults mutants bench bench-sync start-up fuzz package lint format install
.PHONY: reference pictures clean check-python

# Ctrl-C ends a review in good order, so its exit code is no error to report; make itself still ends by the signal
review: $(REVIEW)/installed
	@trap : INT; $(REVIEW)/bin/flashcards review $(ARGS) || [ $$? -eq 130 ]

test: $(VENV)/installed-test
	$(BIN)/python -m pytest $(PARALLEL) $(ARGS)

# each in an environment of its own; aqt without what it needs holds the pages on which cards are shown
test-anki: $(VENV)/installed-test $(ANKI_VERSIONS:%=.venv-anki-%/installed)
	ANKI_VERSIONS="$(ANKI_VERSIONS)" $(BIN)/python -m pytest -m anki $(PARALLEL) $(ARGS)

.venv-anki-%/installed:
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python $(PIP_INSTALL) $(UNCOMPILED) anki==$*
	$(@D)/bin/python $(PIP_INSTALL) $(UNCOMPILED) --no-deps aqt==$*
	@touch $@

test-sync: $(VENV)/installed-test
	$(BIN)/python -m pytest -m sync $(PARALLEL) $(ARGS)

test-browser: $(VENV)/installed-test
	$(BIN)/python -m pytest -m browser $(ARGS)

# VOICE_MODEL: a folder that holds a model of faster-whisper, where none can be fetched
test-voice: $(VENV)/installed-voice
	FLASHCARDS_VOICE_MODEL="$(VOICE_MODEL)" $(BIN)/python -m pytest -m voice -s $(ARGS)

bench: $(VENV)/installed-test
	$(BIN)/python -m benchmarks.speed $(ARGS)

bench-sync: $(VENV)/installed-test
	$(BIN)/python -m benchmarks.sync $(ARGS)

# ARGS: the bin of another environment to measure beside it
start-up: $(REVIEW)/installed $(VENV)/installed-test
	$(BIN)/python -m benchmarks.start_up $(REVIEW)/bin $(ARGS)

faults: $(VENV)/installed-test
	$(BIN)/python -m tests.faults $(ARGS)

mutants: $(VENV)/installed-test
	nice $(BIN)/python -m tests.mutants $(ARGS)

test-versions: $(VENV)/installed-test
	@ARGS="$(ARGS)" .ci/versions

test-lowest: $(LOWEST)/installed
	$(LOWEST)/bin/python -m pytest $(PARALLEL) $(ARGS)

fuzz: $(VENV)/installed-fuzz
	@for target in $$($(BIN)/python -m tests.fuzz.targets); do \
		echo "fuzzing: $$target"; \
		$(BIN)/python -m tests.fuzz $$target $(FUZZ_SECONDS) || exit 1; \
	done

package: $(VENV)/installed-test
	.ci/package

lint: $(VENV)/installed-lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/installed-lint
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

reference: $(VENV)/installed-test
	$(BIN)/python -m tests.reference docs/reference.md

pictures: $(VENV)/installed-test $(VENV)-anki-$(lastword $(ANKI_VERSIONS))/installed
	$(BIN)/python -m tests.pictures docs/pictures
	$(BIN)/python -m tests.real_anki.pictures $(lastword $(ANKI_VERSIONS)) docs/pictures

# EXTRAS: calendar, documents, sync, voice; several between commas
install:
	@PYTHON="$(PYTHON)" EXTRAS="$(EXTRAS)" sh .ci/install

clean:
	rm -rf $(VENV) $(VENV)-* .fuzz build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

check-python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "flashcards needs Python 3.11 or newer; say make PYTHON=python3.12" >&2; exit 1; }

$(BIN)/python: | check-python
	$(PYTHON) -m venv $(VENV)

$(REVIEW)/bin/python: | check-python
	$(PYTHON) -m venv $(REVIEW)

$(REVIEW)/installed: $(REVIEW)/bin/python setup.cfg pyproject.toml $(SOURCES)
	@rm -rf build
	$(REVIEW)/bin/python $(PIP_INSTALL) .
	@rm -rf build
	@touch $@

$(VENV)/installed-test: $(BIN)/python setup.cfg pyproject.toml
	$(BIN)/python $(PIP_INSTALL) $(UNCOMPILED) --editable '.[test]'
	@touch $@

$(VENV)/installed-voice: $(VENV)/installed-test
	$(BIN)/python $(PIP_INSTALL) $(UNCOMPILED) --editable '.[voice]'
	@touch $@

$(VENV)/installed-lint: $(VENV)/installed-test
	$(BIN)/python $(PIP_INSTALL) $(UNCOMPILED) --editable '.[lint]'
	@touch $@

$(VENV)/installed-fuzz: $(VENV)/installed-test
	$(BIN)/python $(PIP_INSTALL) $(UNCOMPILED) --editable '.[fuzz]'
	@touch $@

$(LOWEST)/installed: setup.cfg pyproject.toml .ci/lowest
	rm -rf $(LOWEST)
	$(PYTHON) -m venv $(LOWEST)
	$(LOWEST)/bin/python .ci/lowest > $(LOWEST)/constraints.txt
	$(LOWEST)/bin/python $(PIP_INSTALL) $(UNCOMPILED) --constraint $(LOWEST)/constraints.txt --editable '.[test]'
	@touch $@
