# Two commands: `make demo` to see it, `make test` to prove it. Both work from a clean clone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8080
INSTALLED := $(VENV)/.installed
BUILT := web/static/vendor/.built
# What is installed beside the product; `make test EXTRAS=dev,spark` also tests the engine of large data, as CI does.
EXTRAS ?= dev

.PHONY: install assets demo test lint bench soak clean

install: $(INSTALLED) $(BUILT)

$(INSTALLED): setup.cfg pyproject.toml constraints.txt
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[$(EXTRAS)]'
	touch $@

assets: $(BUILT)

$(BUILT): package.json package-lock.json $(wildcard web/assets/*)
	npm ci --no-audit --no-fund --loglevel=error
	npm run --silent build
	touch $@

demo: install
	$(BIN)/ecosystem demo --port $(PORT)

test: install
	scripts/find-chromium
	scripts/find-java
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

lint: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: install
	$(BIN)/python -m benchmarks

soak: install
	ECOSYSTEM_KILLS=1000 $(BIN)/python -m pytest tests/ecosystem/store/test_crash.py
	ECOSYSTEM_KILLS=100 $(BIN)/python -m pytest tests/ecosystem/test_stopped_analysis.py
	ECOSYSTEM_SOAK=1 $(BIN)/python -m pytest tests/ecosystem/analyses tests/ecosystem/evaluation tests/web/test_accessibility.py

clean:
	rm -rf $(VENV) node_modules web/static/vendor build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
