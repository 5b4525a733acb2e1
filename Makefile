# make build   from seeds/ to output/, installing what it needs into .venv
# make test    the same, then every check and test
# The stamps in .venv say what is installed, so that a second run needs no network.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --disable-pip-version-check --quiet
# The environment that our own commands run in: nothing of the caller's Python.
export PYTHONNOUSERSITE := 1
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV

.PHONY: build test check lint wheel gold bench bench-rdf bench-scale fuzz fuzz-atheris hostile soak weights \
	weights-report reference lock system clean help
.DEFAULT_GOAL := build

build: $(VENV)/.installed $(VENV)/.model  ## the graph of seeds/ in output/
	$(BIN)/hemerograph build seeds/ -o output/

test: build $(VENV)/.test system lint  ## build, then lint, types and tests
	$(BIN)/python -m pytest

check: $(VENV)/.test $(VENV)/.model lint  ## lint, types and tests, without building the seed
	$(BIN)/python -m pytest

lint: $(VENV)/.test  ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict graph

wheel: $(VENV)/.test  ## dist/*.whl and dist/*.tar.gz
	$(BIN)/python -m build --no-isolation --outdir dist .

gold: $(VENV)/.installed $(VENV)/.model  ## build the graph of GOLD=folder and score it with GOLD/../score.py
	@test -n "$(GOLD)" || { echo "Say which annotated texts: make gold GOLD=folder"; exit 2; }
	$(BIN)/hemerograph build $(GOLD) -o $(VENV)/gold --quiet
	$(BIN)/python $(GOLD)/../score.py $(VENV)/gold/graph.ttl --gold $(GOLD)

bench: $(VENV)/.installed $(VENV)/.model  ## speed against the bare pipeline on BENCH=folder (seeds/) or BENCH=articles
	$(BIN)/python -m tests.bench.speed $(or $(BENCH),seeds)

bench-rdf: $(VENV)/.installed $(VENV)/.model  ## writing, asking and building large graphs (BENCH="triples articles")
	$(BIN)/python -m tests.bench.rdf $(BENCH)

fuzz: $(VENV)/.test  ## hostile graphs, data files and corrections, new ones each time (EXAMPLES=300 a test)
	FUZZ_EXAMPLES=$(or $(EXAMPLES),300) $(BIN)/python -m pytest tests/fuzz --hypothesis-profile=fuzz

bench-scale: $(VENV)/.test $(VENV)/.model  ## builds of 1,000, 3,000 and 10,000 documents: hours (SCALE="--documents 1000")
	$(BIN)/python -m tests.bench.scale $(SCALE)

fuzz-atheris: $(VENV)/.test  ## the readers of inputs, guided by coverage (SECONDS=600); installs atheris
	$(PIP) 'atheris>=3,<4'
	mkdir -p $(VENV)/atheris
	PYTHONPATH=. $(BIN)/python -m tests.fuzz.guided -timeout=20 -rss_limit_mb=3000 \
	    -max_total_time=$(or $(SECONDS),600) -artifact_prefix=$(VENV)/atheris/ $(VENV)/atheris

hostile: $(VENV)/.test $(VENV)/.model  ## 10,000 hostile documents from paths to graph, twice (DOCUMENTS=number)
	HOSTILE=$(or $(DOCUMENTS),10000) $(BIN)/python -m pytest -q -s --durations=5 tests/fuzz/test_hostile_corpus.py

soak: $(VENV)/.test $(VENV)/.model  ## builds killed and failing at every step, and at hundreds of moments
	SOAK=1 $(BIN)/python -m pytest -q tests/test_interruption.py

weights: $(VENV)/.test $(VENV)/.model  ## fit the weights of claims to tests/gold/development
	$(BIN)/python -m tools.fit_plausibility

weights-report: $(VENV)/.test $(VENV)/.model  ## how well such weights do, five-fold; writes nothing
	$(BIN)/python -m tools.fit_plausibility --report

reference: $(VENV)/.installed  ## write docs/ontology.md anew from the ontology
	$(BIN)/python -m tools.make_reference

lock:  ## renew the lock files (needs uv)
	uv pip compile pyproject.toml --group package $(UV_COMPILE) -o requirements.lock
	uv pip compile pyproject.toml --group package --extra test $(UV_COMPILE) \
	    -c requirements.lock -o requirements-test.lock

UV_COMPILE := --quiet --universal --python-version 3.11 --generate-hashes \
              --no-header --no-emit-index-url --no-emit-find-links

clean:  ## remove the environment and what was built
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*##/\1\t/p' Makefile

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Python 3.11 or newer is needed: make PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || .ci/system venv
	$(PYTHON) -m venv $(VENV)

# Versions and hashes from the lock file; our own package without its dependencies.
$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.installed
	$(PIP) --require-hashes -r requirements-test.lock
	@touch $@

# The pipeline has a licence of its own (GPL-3), and is installed apart.
$(VENV)/.model: ontology/models.toml $(VENV)/.installed
	$(BIN)/hemerograph model install
	@touch $@

# What the tests run besides Python: a strict Turtle parser and a browser.
system:
	@.ci/system test
