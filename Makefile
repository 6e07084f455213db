# `make run` starts the bot, `make test` runs every test; both set up what they need first.
PYTHON ?= python3
VENV ?= .venv
# More arguments for pip, for example an index with smaller builds of PyTorch.
PIP_ARGS ?=
BIN = $(VENV)/bin
READY = $(VENV)/.ready

.PHONY: run test lint format setup clean

run: $(READY)
	$(BIN)/python -m bot

test: $(READY)
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Chameleon needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	@echo "Installing Chameleon into $(VENV) (the first time this downloads PyTorch and takes a few minutes)…"
	$(BIN)/python -m pip install --quiet $(PIP_ARGS) --constraint constraints.txt --editable '.[sandbox,dev]'
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache
