# Every command works on a fresh clone: the environment is made first, once per change of the requirements.
PORT ?= 8000
PYTHON := .venv/bin/python
READY := .venv/ready
MESSAGES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))

.PHONY: setup run test lint bench audit screenshots messages

setup: $(READY) $(MESSAGES)

run: setup
	$(PYTHON) manage.py migrate --verbosity 0
	$(PYTHON) manage.py seed_demo
	$(PYTHON) manage.py runserver 127.0.0.1:$(PORT)

test: setup
	$(PYTHON) -m pytest -n auto $(ARGS)

lint: setup
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m djlint --quiet --lint templates
	$(PYTHON) -m mypy

bench: setup
	$(PYTHON) manage.py bench $(ARGS)

# What Lighthouse and the W3C's checker say of the pages. Needs Node, Java and Chromium.
audit: setup
	$(PYTHON) -m tests.audit

# Every page in both schemes, both languages and two widths into docs/screenshots. Needs Chromium.
screenshots: setup
	$(PYTHON) -m pytest -q -n auto tests/pages/screenshots.py $(ARGS)

# Brings new texts of the code and the templates into the catalogues, to be translated there.
messages: setup
	$(PYTHON) -m config.messages

# A launcher can exist without the interpreter behind it, so each candidate has to run.
$(READY): requirements.txt requirements-dev.txt
	@test -x $(PYTHON) || for python in python3.13 python3.12 python3.11 python3; do \
	  if $$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2])' 2>/dev/null; then \
	    echo "Making .venv with $$($$python --version)"; \
	    $$python -m venv .venv || { rm -rf .venv; echo "Python's venv module is missing: install it (Debian: python3-venv)." >&2; }; \
	    break; \
	  fi; \
	done
	@test -x $(PYTHON) || { echo "No environment: Tiermix needs Python 3.11 or newer with its venv module." >&2; exit 1; }
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@

%.mo: %.po $(READY)
	$(PYTHON) -m babel.messages.frontend --quiet compile --input-file $< --output-file $@
