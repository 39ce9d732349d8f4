# Two commands on a fresh machine: `make demo` and `make test`. Python >= 3.11, git and make are all
# they assume; everything else lands in .venv and .cache of this checkout.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV := .venv
CACHE := .cache
STAMP := $(VENV)/.setup-done
export USER_PATH := $(PATH)
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
T3GEN_TEST_NODE_MODULES ?= $(CURDIR)/$(CACHE)/node/node_modules
export T3GEN_TEST_NODE_MODULES

SAY = sh -c 'if [ -t 1 ] && [ -z "$$NO_COLOR" ]; then printf "\033[1m==> %s\033[0m\n" "$$1"; \
  else printf "==> %s\n" "$$1"; fi' say

.PHONY: help setup demo test lint quick unit mutants pythons fuzz docs bench clean node-modules requirements

help: ## Show the targets
	@sed -n 's/^\([a-z-]*\):.*## /  \1|/p' $(MAKEFILE_LIST) | column -t -s '|'

setup: $(STAMP) ## Make .venv with everything (quick when nothing has changed)

$(STAMP): pyproject.toml requirements/dev.txt requirements/node.txt .ci/python .ci/node
	@$(SAY) "Setting up $(VENV)"
	@[ -x $(VENV)/bin/python ] || "$$(.ci/python)" -m venv $(VENV)
	@$(SAY) "Installing pinned packages"
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@.ci/node || { $(SAY) "No Node >= 22.12 here: installing Node 24 into $(VENV)"; \
	  $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.txt; }
	@touch $@

demo: setup ## Make a backend and call it, update its template, check it: three acts, in .cache/demo
	@$(SAY) "Demo: its project and template are made anew in $(CACHE)/demo"
	@rm -rf $(CACHE)/demo
	@PATH="$$USER_PATH" $(VENV)/bin/t3gen demo --keep $(CACHE)/demo

node-modules: setup ## Install the npm packages of generated projects, and the next Prisma, once, for the tests
	@$(SAY) "npm packages of generated projects, in $(CACHE)/node"
	@python tests/packages.py $(CACHE)/node

lint: setup ## ruff, mypy, import-linter
	@$(SAY) "Lint"
	@ruff check .
	@ruff format --check .
	@mypy
	@lint-imports --cache-dir $(CACHE)/import-linter

quick: setup ## The tests of pure modules, in seconds
	@$(SAY) "Quick tests"
	@pytest --numprocesses 2 -m "not slow" --hypothesis-profile quick tests/unit tests/property tests/cases/test_specs.py

unit: setup ## The tests that need no npm package and no database
	@$(SAY) "Unit tests"
	@pytest --numprocesses auto --maxprocesses 4 tests/unit tests/property tests/cases

mutants: setup ## Share of sampled small faults that the tests catch, for every night: half an hour
	@$(SAY) "Mutants"
	@python tests/mutants.py --unit

test: lint node-modules ## Lint, then every test
	@$(SAY) "Tests"
	@pytest --numprocesses auto --maxprocesses 4 --dist loadfile

pythons: setup ## Give every other Python that is installed its packages, for `make fuzz`
	@for python in python3.12 python3.13 python3.14; do \
	  if [ ! -d $(CACHE)/$$python ] && $$python -c "" 2>/dev/null; then \
	    $(SAY) "Packages for $$python"; \
	    $$python -m venv $(CACHE)/$$python; \
	    $(CACHE)/$$python/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	      -r requirements/dev.txt || { rm -rf $(CACHE)/$$python; exit 1; }; \
	  fi; done

fuzz: node-modules pythons ## Specs, property, merge and kill tests with thousands of cases
	@$(SAY) "Fuzz: hours"
	@pytest tests/unit/test_same_twice.py
	@T3GEN_FUZZ=1 pytest tests/property/test_merging.py tests/merging
	@T3GEN_FUZZ=1 pytest tests/agent tests/project/test_goldens.py tests/project/test_hostile_text.py tests/project/test_events.py tests/project/test_plan_and_deed.py tests/project/test_schema_edits.py tests/project/test_walks.py tests/project/test_planted_faults.py tests/project/test_access_rules.py tests/project/test_attacks.py tests/project/test_soft_trees.py tests/project/test_imported_tables.py tests/project/test_emitted_shop.py tests/project/test_every_type.py tests/project/test_organisations.py tests/docs \
	  tests/project/test_interrupted.py
	@T3GEN_TEST_NODE_MODULES=$(CURDIR)/$(CACHE)/next-prisma/node_modules pytest tests/project/test_engine_apply.py \
	  tests/project/test_engine_cli.py tests/project/test_engine_plan.py tests/project/test_engine_protocol.py
	@T3GEN_FUZZ_SPECS=1000 T3GEN_FUZZ_MUTATIONS=2000 pytest tests/project/test_valid_specs.py \
	  tests/property/test_mutations.py
	@T3GEN_FUZZ_UNIQUES=200 pytest tests/project/test_unique_sets.py
	@T3GEN_FUZZ_SEQUENCES=2000 pytest tests/project/test_model_over_http.py
	@T3GEN_FUZZ_ACCESS=1000 pytest tests/project/test_random_access.py
	@T3GEN_FUZZ_EXAMPLES=500 pytest tests/project/test_schemathesis.py
	@pytest tests/project/package_managers.py

docs: setup ## Write docs/reference/ and the schema of the shop from the models and the commands
	@$(SAY) "Reference of specs and commands"
	@python tests/unit/reference.py docs/reference/spec.md
	@python tests/unit/commands_page.py docs/reference/commands.md
	@python tests/unit/errors_page.py docs/reference/errors.md
	@python tests/unit/llms_page.py docs/llms.txt
	@python -c 'from t3gen.spec.schema import write; write()'
	@t3gen schema > examples/shop/.t3gen/resource.schema.json

bench: node-modules ## Speed, as ratios measured side by side; then load, for a quarter of an hour
	@$(SAY) "Bench"
	@python bench/help.py; python bench/render.py; python bench/new_resource.py; python bench/check.py; python bench/generation.py; python bench/migration.py; python bench/throughput.py; python bench/load.py

requirements: setup ## Pin the packages of pyproject.toml anew, with the registry's hashes
	@$(SAY) "Pinning"
	@.ci/pin

clean: ## Remove everything that the targets made
	@$(SAY) "Cleaning"
	@rm -rf $(VENV) $(CACHE) dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
