# Every target does its own set-up. A fresh machine needs Python 3.11 or newer, Node.js 20 or newer and nothing else;
# what was done once is not done again (stamps under build/).
PYTHON ?= python3
PY := .venv/bin/python
PARTS := $(wildcard src/lianluo/locale/parts/*.po)
CATALOGUE := src/lianluo/locale/zh_Hans/LC_MESSAGES/django.mo
BROWSERS := chromium chromium-browser google-chrome

.PHONY: setup run demo test check look browser fonts clean

setup: build/python.stamp build/front-end.stamp $(CATALOGUE) fonts

# uv where it is found or came with the lock, else pip alone; both hold every package to its hash.
build/python.stamp: requirements/dev.lock pyproject.toml
	@mkdir -p build
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12"; exit 2; }
	test -x $(PY) || $(PYTHON) -m venv .venv
	if command -v uv >/dev/null 2>&1; then uv pip sync -q -p $(PY) --require-hashes requirements/dev.lock; \
	else $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.lock; fi
	$(PY) scripts/entry.py
	@touch $@

build/front-end.stamp: frontend/package-lock.json frontend/build.mjs frontend/icons.txt $(shell find frontend/src -type f 2>/dev/null)
	@mkdir -p build
	@command -v npm >/dev/null 2>&1 || { echo "Node.js 20 or newer with npm is needed to build the pages' style and scripts."; exit 2; }
	cd frontend && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && npm run --silent build
	@touch $@

$(CATALOGUE): $(PARTS) scripts/translations.py build/python.stamp
	$(PY) scripts/translations.py

# Letters render without these fonts too; `lianluo check` says which are missing.
fonts: build/fonts.stamp
build/fonts.stamp:
	@mkdir -p build
	@if test -f scripts/fonts.sh; then sh scripts/fonts.sh build/fonts; fi
	@touch $@

run: setup
	@.venv/bin/lianluo up

demo: setup
	.venv/bin/lianluo demo

test: setup browser
	$(PY) -m pytest -n 2

check: setup browser
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports
	$(PY) scripts/translations.py --missing
	$(PY) -m pytest -n 2

# Pictures of every page as everybody in the demo office, in build/look; LOOK="--role auditor --size phone --axe" narrows or widens it.
look: setup browser
	$(PY) scripts/look.py $(LOOK)

# The browser tests drive a Chromium of the system.
browser:
	@for name in $(BROWSERS); do command -v $$name >/dev/null 2>&1 && exit 0; done; \
	if command -v apt-get >/dev/null 2>&1 && test "$$(id -u)" = 0; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk; \
	else echo "The browser tests need one of: $(BROWSERS). Install it with the system's package manager."; exit 2; fi

clean:
	rm -rf .venv build frontend/node_modules src/lianluo/foundation/static/build $(CATALOGUE)
