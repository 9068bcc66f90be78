# `make run` tries the program. `make quick` is for while you work: everything but the journeys (the real program, started
# anew and at a terminal) and the faults (kills, full disks, damaged files), in about a minute and a half on two cores.
# `make test` is everything that CI runs, in about seven minutes on two cores. `make faults` strikes far more often, for hours.
# All of them make .venv when it is missing or when the pinned dependencies changed.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.PHONY: catalogues run quick test lint types arrows read unit faults bench mutants clean

# Some machines tell Python to keep no compiled files; each worker would read and rewrite all tests for itself.
export PYTHONDONTWRITEBYTECODE :=

run: .venv/run.stamp
	@$(BIN)/alliance demo

quick: export PYTEST_ADDOPTS = --ignore=tests/journeys --ignore=tests/faults
quick: lint types arrows unit

test: lint types arrows unit

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev.stamp
	$(BIN)/mypy

arrows: .venv/dev.stamp
	$(BIN)/lint-imports

# Reads all tests once, and keeps them compiled for the workers.
read: .venv/dev.stamp
	-@$(BIN)/pytest --collect-only -qq >/dev/null

# One worker more than there are cores, as some tests wait at a terminal or for a lock.
unit: WORKERS ?= $(shell $(BIN)/python -c 'import os; print((os.cpu_count() or 1) + 1)')
unit: .venv/dev.stamp catalogues
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

# The long version of tests/faults: so many points of each piece of work, so many inputs of each kind, and then so many
# examples of each property. Some hours.
faults: export FAULTS ?= 500
faults: export FUZZ ?= 20000
faults: export EXAMPLES ?= 1000
faults: .venv/dev.stamp
	$(BIN)/pytest tests/faults
	$(BIN)/pytest -m hypothesis

bench: .venv/dev.stamp
	$(BIN)/python bench/startup.py
	$(BIN)/python bench/keys.py
	$(BIN)/python bench/detection.py

# Small changes to the core, and whether its tests notice them: a sample with a fixed seed; MUTANTS names its size.
mutants: MUTANTS ?= 300
mutants: .venv/dev.stamp
	$(PIP) --editable '.[mutants]'
	nice $(BIN)/python bench/mutants.py $(MUTANTS)

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "alliance needs Python 3.11 or newer; name one with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv

# The sentences of other languages, compiled; the build compiles them too.
CATALOGUES := $(wildcard src/alliance_cli/locale/*.po)
catalogues: $(CATALOGUES:.po=.mo)

%.mo: %.po | .venv/dev.stamp
	$(BIN)/python -c 'from hatch_build import compile_catalogues; compile_catalogues()'

.venv/run.stamp: pyproject.toml constraints.txt | .venv/bin/python
	$(PIP) --editable .
	@touch $@

.venv/dev.stamp: pyproject.toml constraints.txt | .venv/bin/python
	$(PIP) --no-compile --editable '.[dev]'
	-@$(BIN)/python -W ignore -m compileall -q -j 0 -x '/tests/|/site-packages/pip/' .venv/lib >/dev/null
	@touch $@ .venv/run.stamp

clean:
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache mutants
