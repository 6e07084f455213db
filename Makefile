# `make run` starts the bot, `make test` runs the quick tests, `make test-all` every test; all set up what they need first.
PYTHON ?= python3
VENV ?= .venv
# Examples of each test in `make fuzz`.
EXAMPLES ?= 20000
# More arguments for pip, for example an index with smaller builds of PyTorch.
PIP_ARGS ?=
# Processes that run tests side by side: by default one more than there are cores, as tests also wait; 9 at most.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(min(os.cpu_count() or 1, 8) + 1)')
BIN = $(VENV)/bin
READY = $(VENV)/.ready
PYTEST = $(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadscope

.PHONY: run test test-all fuzz mutate lint audit format dist setup clean

run: $(READY)
	$(BIN)/python -m bot

# The processes that tests start should not each compile the sources anew.
test test-all: export PYTHONDONTWRITEBYTECODE =

test: $(READY)
	$(PYTEST) -m 'not slow'

# Also measures how much of the code the tests run, in their child processes, too (but for those that decode pictures). It
# takes half as long again as without.
test-all: $(READY)
	$(PYTEST) --cov --cov-report=term

# Pictures, animations, style files, recipe lines, dates and the ids of buttons as nobody should send them.
fuzz: $(READY)
	FUZZ_EXAMPLES=$(EXAMPLES) $(PYTEST) -m fuzz

# Which small mistakes in the code the tests notice; about half an hour. docs/design/mutations.md has the last results.
mutate: $(READY)
	nice -n 5 $(BIN)/python -m benchmarks.mutation

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/hadolint Dockerfile

# Secrets in the files, and known vulnerabilities of the pinned packages. It needs the network for the latter.
audit: $(READY)
	.ci/audit $(BIN)

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The archive of the sources, then the wheel from it, both into dist/. Each is tried out in an environment of its own.
dist: $(READY)
	rm -rf dist
	$(BIN)/python -c 'from setuptools import build_meta; build_meta.build_sdist("dist", {"--global-option": "--quiet"})'
	$(BIN)/python -m pip wheel --quiet --no-build-isolation --no-deps --no-index --wheel-dir dist dist/*.tar.gz
	for file in dist/*; do .ci/try-package "$(abspath $(BIN))/python" "$$file" || exit; done

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Chameleon needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	@echo "Installing Chameleon into $(VENV) (the first time this downloads PyTorch and takes a few minutes)…"
	$(BIN)/python -m pip install --quiet $(PIP_ARGS) --constraint constraints.txt --editable '.[bot,sandbox,postgres,dev]'
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache
