# Every way in. `make` alone lists them.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

PYTHON ?= python3
PORT ?= 8000
export PORT

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
TEMPLATE := build/messages.pot
PO := $(wildcard assess/translations/*/LC_MESSAGES/messages.po)
MO := $(PO:.po=.mo)

# What the whole suite must reach of these rooms, in percent of lines and branches.
COVERED := scoring assess/cases assess/underwriting
AT_LEAST := 94

# What pip cannot bring, by its Debian name: WeasyPrint lays text out with Pango, keeps embedded fonts
# small with harfbuzz-subset, and the documents are set in BIZ UD, rare kanji of names in IPAmj; the tests
# read them and walk the pages.
RUN_PARTS := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
	fonts-morisawa-bizud-gothic fonts-morisawa-bizud-mincho fonts-ipamj-mincho
TEST_PARTS := chromium poppler-utils qpdf

# $(call need,PARTS): installs those that are missing where that is allowed, and otherwise names them.
define need
@missing=""; \
for part in $(1); do \
	dpkg-query --show --showformat='$${db:Status-Status}\n' "$$part" 2>/dev/null | grep -qx installed \
		|| missing="$$missing $$part"; \
done; \
[ -n "$$missing" ] || exit 0; \
if ! command -v apt-get >/dev/null; then \
	echo "These parts of the system are missing, by their Debian names:$$missing" >&2; \
	echo "There is no apt-get here. Install what they hold, then run make with RUN_PARTS= TEST_PARTS= added." >&2; \
	exit 1; \
fi; \
if [ "$$(id -u)" = 0 ]; then root="env"; \
elif sudo -n true 2>/dev/null; then root="sudo -n env"; \
else \
	echo "These parts of the system are missing:$$missing" >&2; \
	echo "Install them, then run make again:" >&2; \
	echo "  sudo apt-get update && sudo apt-get install --no-install-recommends$$missing" >&2; \
	exit 1; \
fi; \
echo "Installing$$missing"; \
$$root apt-get update -qq; \
$$root DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends $$missing >/dev/null
endef

.PHONY: help
help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

.PHONY: install
install: system $(INSTALLED) $(MO)  ## set everything up; the command is then .venv/bin/assess

.PHONY: run
run: export ASSESS_DEMO = 1
run: install  ## install, migrate, fill with demo data, serve on 127.0.0.1:$PORT (8000 unless set)
	@$(BIN)/assess migrate
	@$(BIN)/assess seed
	@exec $(BIN)/assess serve

.PHONY: test
test: install test-system  ## run every test, browser included (ARGS="-k words" for some)
	$(BIN)/pytest -n 2 --dist loadfile $(if $(ARGS),$(ARGS),--cov --cov-report=)
	$(if $(ARGS),,@$(MAKE) --no-print-directory covered)

# Every visitor at every route, with forms well filled and spoilt; FUZZ=20000 takes a quarter of an hour.
.PHONY: fuzz
fuzz: export FUZZ ?= 20000
fuzz: install  ## walk 20,000 requests through the pages (FUZZ=1000 for fewer)
	$(BIN)/pytest -n 0 -s -m '' tests/fuzz

# Each room by itself, so that none hides behind another.
.PHONY: covered
covered:
	@mkdir -p build
	@for room in $(COVERED); do \
		$(BIN)/coverage report --include "$$room/*" --fail-under $(AT_LEAST) >build/covered.txt || { \
			cat build/covered.txt; echo "The tests reach too little of $$room: $(AT_LEAST) % is wanted." >&2; exit 1; }; \
	done

.PHONY: check
check: install  ## style, types, templates, scripts, direction of imports, editions, translations
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/djlint --quiet templates
	$(BIN)/oxlint --quiet assess/static
	$(BIN)/lint-imports
	$(BIN)/assess check
	@$(MAKE) --no-print-directory translated

.PHONY: pictures
pictures: install test-system  ## make the README's pictures anew, from the demo
	$(BIN)/python docs/make_pictures.py

.PHONY: bench
bench: install  ## measure the speeds, each beside the bare library
	@for script in bench/*.py; do echo "== $$script"; $(BIN)/python "$$script"; done

# One change at a time, in a sample of places; what no test notices is printed, to be read.
.PHONY: mutants
mutants: install  ## change the rules in a few places, so that a test must fail (ARGS="--seed 2 --minutes 20")
	nice $(BIN)/python bench/mutation $(ARGS)

# Resolve with the oldest Python that we support. The marker keeps a part that Flask-Compress wants only
# before 3.14, and that 3.14 cannot install, from spoiling the lock there.
.PHONY: lock
lock: $(INSTALLED)  ## renew requirements.lock from pyproject.toml (ARGS=--upgrade for newer versions)
	printf 'backports.zstd; python_version < "3.14"\n' | $(BIN)/pip-compile --quiet --extra dev \
		--generate-hashes --allow-unsafe --strip-extras --no-header --no-emit-options --no-emit-index-url \
		--no-emit-trusted-host --no-emit-find-links $(ARGS) --output-file requirements.lock pyproject.toml -

.PHONY: messages
messages: $(TEMPLATE)  ## bring the translation catalogues up to date with the source texts
	$(BIN)/pybabel --quiet update --input-file $(TEMPLATE) --output-dir assess/translations \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap

.PHONY: clean
clean:  ## remove all that was built; never the data in instance/
	rm -rf $(VENV) build ./*.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis $(MO)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: system
system:
	$(call need,$(RUN_PARTS))

.PHONY: test-system
test-system:
	$(call need,$(TEST_PARTS))

$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Python 3.11 or newer with its venv module is needed, and $(PYTHON) is not that." >&2; \
		echo "Install it (on Debian: python3-venv), or name another: make PYTHON=python3.12 install" >&2; exit 1; }
	@[ -x $(BIN)/pip ] || $(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-index --no-build-isolation --editable .
	@touch $@

%.mo: %.po | $(INSTALLED)
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@ --locale $(notdir $(patsubst %/LC_MESSAGES/,%,$(dir $<)))

.PHONY: $(TEMPLATE)
$(TEMPLATE): $(INSTALLED)
	@mkdir -p $(@D)
	@$(BIN)/pybabel --quiet extract --mapping-file babel.cfg --output-file $@ --project sonae \
		--add-location file --sort-by-file --keywords "_l lazy_gettext lazy_ngettext:1,2 lazy_pgettext:1c,2" .

.PHONY: translated
translated: $(TEMPLATE)
	@$(BIN)/pybabel --quiet update --check --input-file $(TEMPLATE) --output-dir assess/translations \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap 2>/dev/null \
		|| { echo "The catalogues do not match the source texts: run make messages." >&2; exit 1; }
	@! $(BIN)/pybabel compile --statistics --directory assess/translations 2>&1 \
		| grep -E 'messages \(.*%\) translated|marked as fuzzy' | grep -v '(100%)' \
		|| { echo "These catalogues lack translations." >&2; exit 1; }
