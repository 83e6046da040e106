# All that a person or CI does here, one word each; `make` lists them. `demo` and `test` need no set-up before them.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
INPUTS := pyproject.toml tools/setup.sh
EXAMPLE := src/luoshi/packs/examples/qinghe-2025-2027.txt
FILES ?=
UPDATE ?=

.PHONY: help setup demo check fix test test-unit test-readings test-spec test-generative test-engines test-consistency test-browser score bench bench-rewards fuzz worked-cases lock clean

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name what; do printf '  make %-18s %s\n' "$$name" "$$what"; done

.venv/installed-core: requirements/core.txt $(INPUTS)
	@sh tools/setup.sh core

.venv/installed-dev: requirements/dev.txt requirements/scale.txt $(INPUTS)
	@sh tools/setup.sh dev

.venv-bench/installed-bench: requirements/bench.txt $(INPUTS)
	@sh tools/setup.sh bench

setup: .venv/installed-dev ## Build .venv with everything for development

demo: .venv/installed-core ## Read the bundled example policy, and FILES="a.docx b.pdf"; prints the paths of the HTML reports
	@mkdir -p build/demo
	@$(BIN)/luoshi read $(EXAMPLE) $(FILES) --html build/demo/

check: .venv/installed-dev ## Lint, formatting, types, direction of the layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

fix: .venv/installed-dev ## Mend what a machine can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: .venv/installed-dev ## All tests but the benchmarks
	$(PYTEST) -n 2 --dist loadgroup --ignore tests/bench

test-unit test-readings test-spec test-generative test-engines test-consistency test-browser: test-%: .venv/installed-dev
	$(PYTEST) tests/$*

score: .venv/installed-dev ## Score the readings of the real policies in LUOSHI_CORPUS; UPDATE=1 writes the figures into the READMEs and the floors
	@$(BIN)/python -m tools.score $(if $(UPDATE),--update)

bench: .venv/installed-dev ## Measure speed and memory; UPDATE=1 writes docs/benchmarks.md
	@$(BIN)/python -m tools.bench $(if $(UPDATE),--update)

bench-rewards: .venv-bench/installed-bench ## Measure the reward engine beside OpenFisca, Polars, NumPy; UPDATE=1 writes docs/benchmarks.md; PARTS, SIZES
	@.venv-bench/bin/python -m tests.bench.rewards $(PARTS) $(if $(SIZES),--sizes $(SIZES)) $(if $(UPDATE),--update)

fuzz: .venv/installed-dev ## Read 20,000 spoilt documents; SEED=n COUNT=m repeats a run or a piece of it
	@$(BIN)/python -m tools.fuzz $(if $(SEED),--seed $(SEED)) $(if $(COUNT),--inputs $(COUNT))

worked-cases: .venv/installed-dev ## Write docs/worked-cases.md from the hand-written cases
	@$(BIN)/python -m tools.worked_cases --update

lock: ## Pin all requirements anew, with hashes and without any address
	@sh tools/lock.sh

clean: ## Remove what was built; .venv stays
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .benchmarks .import_linter_cache
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
