# Everything a fresh machine with Python 3.11 or later needs: `make demo`, `make test`.
# Both build .venv first, from requirements-dev.lock (exact versions, checked hashes), and ask nothing.

.DELETE_ON_ERROR:
.PHONY: help demo test lint bench reliability fuzz mutants vectors fonts docs lock clean

SHELL := /bin/sh
BIN := .venv/bin
PY := $(BIN)/python
READY := .venv/ready
export PYTHON

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1: /p' Makefile

# The stamp is written last: a set-up that was interrupted is done again, a finished one is not.
$(READY): requirements-dev.lock pyproject.toml tools/make_venv.sh
	@sh tools/make_venv.sh .venv
	@touch $(READY)

demo: $(READY) ## see a made-up record from the first boundary to the PDF
	@PATH="$(CURDIR)/$(BIN):$$PATH" bash samples/demo.sh

lint: $(READY) ## style, formatting, types
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

test: lint ## lint, then every test; the last line is pytest's own
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(PY) -m pytest -n auto --cov --cov-report=term

bench: $(READY) ## measure, and write docs/benchmarks.md
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(PY) -m benchmarks

reliability: $(READY) ## crash it, fill the disk, flip bits; write the reliability card
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(PY) -m reliability

fuzz: $(READY) ## damage exports of every format at random; write the reliability card
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(PY) -m reliability.imports

mutants: $(READY) ## change what proves an entry, place by place: each change must fail on a vector
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(PY) -m reliability.mutants

vectors: $(READY) ## write the vectors of evidence/1 anew, to the byte
	@$(PY) -m tests.vectors.recipe

docs: $(READY) ## write the generated pages anew
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(PY) tools/docs.py

fonts: $(READY) ## rebuild the fonts that the report carries (needs the network; demo and test never do this)
	@$(PY) tools/fonts.py

lock: ## pin every dependency anew (needs uv)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-annotate --custom-compile-command "make lock" --upgrade --output-file requirements-dev.lock

clean: ## remove what was built
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@rm -rf build dist htmlcov .coverage .coverage.*
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
