# Everything runs in .venv, which `make setup` makes from the committed locks with Python 3.11+ alone.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && exit; done; echo python3)
ENV ?= local
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH

.DEFAULT_GOAL := help
.PHONY: help setup synth test check golden imports scan bench e2e local-secrets apply lock

help: ## List the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | awk -F'\t' '{printf "  %-14s %s\n", $$1, $$2}'

setup: .venv/.ready ## Make or refresh .venv (done by the others when needed)

.venv/.ready: requirements/dev.lock package.json package-lock.json pyproject.toml tools/setup.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "error: Python ($(PYTHON)) must be 3.11 or newer; install one, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) tools/setup.py

# A repository that was moved, or whose Python is gone, needs a new .venv although its stamp is fresh.
ifeq ($(shell test -x $(BIN)/python && grep -sxF '$(CURDIR)' .venv/.ready),)
.PHONY: .venv/.ready
endif

synth: setup ## Synthesize all environments into dist/
	@$(BIN)/python tools/synth.py

test: setup ## Run the default test suite and print the library's coverage
	@$(BIN)/python -m pytest --cov --cov-report=term --cov-fail-under=95 $(PYTEST_ARGS)

check: setup ## Lint, format, types, tests, fresh dist: what a commit must pass
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy -p cdk8s_airflow
	$(BIN)/mypy main.py environments tools
	@$(BIN)/python tools/synth.py --check
	@$(MAKE) --no-print-directory test

golden: setup ## Rewrite the snapshots of the tests (refused in CI)
	@test -z "$$CI" || { echo "error: snapshots must be written by a person, not by CI; run make golden on your machine" >&2; exit 1; }
	@$(BIN)/python -m pytest -q --snapshot-update

imports: setup ## Generate imports/ from the committed CRDs
	@$(BIN)/python tools/imports.py

scan: setup ## Run kubeconform, kube-score and checkov over dist/
	@$(BIN)/python -m tools.scan

bench: setup ## Measure synth against an empty cdk8s app
	@$(BIN)/python tools/bench.py

e2e: setup ## Prove the platform on the cluster of KUBECONFIG (ONLY=topic AIRFLOW=version)
	@$(BIN)/python -m tests.e2e $(if $(ONLY),--only $(ONLY)) $(if $(AIRFLOW),--airflow $(AIRFLOW))

local-secrets: setup ## Create random Secrets for ENV in the cluster of KUBECONFIG, once
	@$(BIN)/cdk8s-airflow local-secrets $(ENV)

apply: setup ## Apply dist/ENV with kubectl (its Jobs are replaced: their templates cannot change)
	@kubectl apply -f dist/$(ENV)/00-cluster.yaml
	@kubectl -n $$(sed -n 's/^  namespace: //p' dist/$(ENV)/config.yaml | head -1) delete jobs -l app.kubernetes.io/part-of=airflow --ignore-not-found
	@kubectl apply -f dist/$(ENV)

lock: setup ## Write both locks again from pyproject.toml and package.json (needs uv)
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-header --all-extras --group dev pyproject.toml -o requirements/dev.lock
	$(BIN)/npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund
