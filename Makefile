# Every target does its own set-up. A fresh machine needs Python 3.11 or newer and Node.js; nothing else.
PY := .venv/bin/python
MESSAGES := src/lianluo/locale/zh_Hans/LC_MESSAGES/django.mo

.PHONY: setup test check

setup: .venv/.stamp frontend/.stamp $(MESSAGES)

.venv/.stamp: requirements/dev.lock pyproject.toml
	test -x $(PY) || python3 -m venv .venv
	$(PY) -m pip install -q --require-hashes -r requirements/dev.lock
	$(PY) -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

frontend/.stamp: frontend/package-lock.json $(shell find frontend/src -type f)
	cd frontend && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && npm run --silent build
	@touch $@

$(MESSAGES): .venv/.stamp $(wildcard src/lianluo/locale/parts/*.po)
	$(PY) scripts/translations.py

test: setup
	$(PY) -m pytest -n 2

check: setup
	.venv/bin/ruff check src tests
	.venv/bin/lint-imports
	$(PY) -m pytest -n 2
