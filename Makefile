# 议事亭. Two commands matter: `make run` and `make test`. `make help` lists the rest.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# The first Python here that is new enough; PYTHON=/path/to/python overrides it.
PYTHON = $(firstword $(foreach name,python3 python3.13 python3.12 python3.11 python,\
	$(shell $(name) -c 'import sys; print("$(name)" * (sys.version_info >= (3, 11)))' 2>/dev/null)))
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install --require-hashes --no-input

PORT ?= 8000
PORTAL_DATA ?= var
PORTAL_PLACE ?= anze
export PORT PORTAL_DATA PORTAL_PLACE

# A stamp says that what it stands for was done for the files it depends on.
RUNTIME := $(VENV)/.runtime
TOOLS := $(VENV)/.tools
HTMX := $(VENV)/.htmx
VALIDATOR := $(VENV)/.validator
CATALOGS := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/*.po))
PYTEST := $(BIN)/python -m pytest

##@ Running
.PHONY: run
run: $(RUNTIME) $(HTMX) $(CATALOGS) voice ## Start the portal with the demonstration place (PORT, PORTAL_DATA, PORTAL_PLACE)
	@$(BIN)/python -m portal init
	@$(BIN)/python -m portal demo
	@exec $(BIN)/python -m portal serve

.PHONY: demo-reset
demo-reset: ## Throw the data folder away, so that the next start fills it anew
	@test -f "$(PORTAL_DATA)/portal.db" || { echo "$(PORTAL_DATA) holds no portal: left alone."; exit 1; }
	rm -rf "$(PORTAL_DATA)"

##@ Testing
.PHONY: test
test: lint types layers catalogs unit browser ## Everything below, as CI runs it

.PHONY: lint
lint: $(TOOLS) ## Style, complexity and format (ruff)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

.PHONY: types
types: $(TOOLS) ## Strict types of portal/ (mypy)
	$(BIN)/mypy

.PHONY: layers
layers: $(TOOLS) ## Who may import whom (import-linter)
	$(BIN)/lint-imports --no-logo

.PHONY: catalogs
catalogs: $(TOOLS) ## Every text translated into every language
	$(BIN)/python -m scripts.catalogs check

.PHONY: unit
unit: $(TOOLS) $(CATALOGS) voice ## All tests but the browser's; services on SQLite and PostgreSQL
	$(PYTEST) --ignore=tests/browser -n 2 --dist worksteal

.PHONY: browser
browser: $(TOOLS) $(HTMX) $(VALIDATOR) $(CATALOGS) chromium voice ## The road and the pages in real Chromium; their HTML
	$(PYTEST) tests/browser -n 2 --dist worksteal

##@ Measuring and showing
.PHONY: bench
bench: $(TOOLS) $(CATALOGS) ## Requests a second and latencies beside a bare Flask page
	$(BIN)/python -m scripts.bench

.PHONY: bench-triage
bench-triage: $(TOOLS) ## How well categories are suggested, on real messages not seen before
	$(BIN)/python -m scripts.bench_triage

.PHONY: bench-search
bench-search: $(TOOLS) $(CATALOGS) ## Searches among 100,000 matters on SQLite and PostgreSQL, in SQL and as whole pages
	$(BIN)/python -m scripts.bench_search

.PHONY: screenshots
screenshots: $(TOOLS) $(HTMX) $(CATALOGS) chromium ## Pictures of the pages; the README's into docs/pictures
	$(BIN)/python -m scripts.screenshots

.PHONY: chromium
chromium: $(TOOLS) ## Look for Chromium and a Chinese font; install what is missing
	@$(BIN)/python -m scripts.chromium

.PHONY: voice
voice: $(RUNTIME) ## Look for espeak-ng, which reads aloud; install it, or say that reading aloud is off
	@$(BIN)/python -m scripts.voice

##@ Keeping
.PHONY: format
format: $(TOOLS) ## Put the code into its format and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: translate
translate: $(TOOLS) ## Merge new texts of the sources into the catalogs
	$(BIN)/python -m scripts.catalogs update

# npm ci with what follows; where a machine has no npm, pip brings it.
NPM_CI = command -v npm >/dev/null || $(INSTALL) --quiet -r requirements-node.txt; \
	PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error

.PHONY: htmx
htmx: | $(RUNTIME) ## Bring htmx from its npm package at the locked version
	@echo "· bringing htmx"
	@$(NPM_CI) --omit=dev --fetch-retries=1 --fetch-timeout=20000
	@mkdir -p static/vendor && cp node_modules/htmx.org/dist/htmx.min.js static/vendor/

# The hash of every file of a version, and no address: a lock verifies from any index or mirror.
LOCK = $(BIN)/uv pip compile --no-config --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" $(UPGRADE)
.PHONY: lock
lock: $(TOOLS) ## Compile the locks from pyproject.toml (UPGRADE=--upgrade for newer versions)
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	$(LOCK) --group node -o requirements-node.txt

.PHONY: clean
clean: ## Remove what starts and tests made, except the data folder
	rm -rf $(VENV) node_modules static/vendor .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	rm -rf .hypothesis $(CATALOGS)
	find . -name __pycache__ -prune -exec rm -rf {} +

.PHONY: help
help: ## Print this
	@awk 'BEGIN { FS = ":.*## " } /^##@/ { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

# --- what the targets stand on ---

# Debian's Python may come without ensurepip; any pip of 22.3 or later can then fill the environment.
$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed: install it, or name it with PYTHON=."; exit 1; }
	@echo "· making $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { \
		$(PYTHON) -m venv --clear --without-pip $(VENV) && \
		$(PYTHON) -m pip --python $(BIN)/python install --quiet pip; }

$(RUNTIME): requirements.txt | $(BIN)/python
	@echo "· installing the portal's dependencies"
	@$(INSTALL) -r requirements.txt
	@touch $@

$(TOOLS): requirements-dev.txt | $(BIN)/python
	@echo "· installing the dependencies and the tools of development"
	@$(INSTALL) -r requirements-dev.txt
	@touch $@ $(RUNTIME)

# The portal works without htmx, so a failure here is a notice; `make htmx` tries again.
$(HTMX): package-lock.json | $(RUNTIME)
	@$(MAKE) -s htmx 2>/dev/null || echo "· htmx could not be brought: pages load whole until \`make htmx\` succeeds"
	@touch $@

$(VALIDATOR): package-lock.json $(HTMX) | $(TOOLS)
	@echo "· bringing the HTML validator"
	@$(NPM_CI)
	@touch $@

%.mo: %.po | $(RUNTIME)
	@$(BIN)/pybabel -q compile -i $< -o $@ -l $(notdir $(patsubst %/LC_MESSAGES/,%,$(dir $<)))
