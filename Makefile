# Saegim's commands are `make run` and `make test`, and for whoever makes releases `make package` and
# `make test-package`; the rest is what they consist of.
# Needed: Python >= 3.11 with pip and venv, make, git. Everything else lands in .venv.

PYTHON ?= python3
BIN := $(if $(filter Windows_NT,$(OS)),.venv/Scripts,.venv/bin)
SYSTEM := $(if $(filter Windows_NT,$(OS)),Windows,$(shell uname))
SAMPLES := sample/trees/trees.saegim sample/lights/lights.saegim
TRANSLATIONS := $(patsubst %.ts,%.qm,$(wildcard resources/i18n/*.ts))

# What Qt draws with on Linux, on a screen and without one.
QT_PACKAGES := libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 \
	libglib2.0-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 \
	libxcb-shape0
QT_LOADS := $(BIN)/python -c 'import ctypes, pathlib, PySide6.QtWidgets as q; \
	ctypes.CDLL(str(pathlib.Path(q.__file__).parent / "Qt/plugins/platforms/libqxcb.so"))'

# The screen without a screen, and what labelme's Qt 5 takes.
BENCH_PACKAGES := xvfb libxcb-xinerama0

# What the tests of the installed program use the window and open files with.
SCREEN_PACKAGES := xvfb xdotool openbox libglib2.0-bin shared-mime-info desktop-file-utils

# Cut-outs of photos to compose pictures of.
STAMP_PACKAGES := tuxpaint-stamps-default

# Of `make bench-recipe`: how often everything is trained. Once takes half an hour.
SEEDS ?= 5

# Of `make bench-sam`: a folder of photos of ADE20K, and of how manyth objects crops are measured.
PHOTOS ?=
CROPS ?= 0

# Of `make torture`: where chance begins, and how much of the counts is done.
SEED ?= 0
SHARE ?= 1

.PHONY: run test lint fast-tests slow-tests torture bench-start bench-annotate bench-recipe bench-sam package test-package models translations clean

run: .venv/.installed .venv/.qt-loads models $(TRANSLATIONS) $(SAMPLES)
	@if [ "$(SYSTEM)" != Linux ] || [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		$(BIN)/python -m desktop sample/trees/trees.saegim; \
	else \
		echo "There is no display here: the same work is done without a window, into demo-output."; \
		$(BIN)/saegim-engine demo demo-output; \
	fi

test: lint fast-tests slow-tests

lint: .venv/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports

fast-tests: .venv/.installed-dev .venv/.qt-loads models $(TRANSLATIONS)
	$(BIN)/python -m pytest -q -n 2 -m "not slow and not package"

# One after the other: each of them trains or encodes on all cores.
slow-tests: fast-tests
	$(BIN)/python -m pytest -q -m "slow and not package"

# What must lose nothing, done many times; the short forms are among the slow tests.
torture: .venv/.installed-dev .venv/.qt-loads models $(TRANSLATIONS)
	$(BIN)/python -m tests.torture $(SEED) $(SHARE)

# As root it installs what it measures with; anybody else is told.
bench-start: .venv/.installed-dev .venv/.qt-loads $(TRANSLATIONS) sample/trees/trees.saegim
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		dpkg --status $(BENCH_PACKAGES) >/dev/null 2>&1 || { apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(BENCH_PACKAGES); }; \
	fi
	$(BIN)/python -m tests.benchmarks.bench_start

# Labelme is installed into build/bench-labelme, once; nothing of it is ever in our environment.
bench-annotate: .venv/.installed-dev .venv/.qt-loads $(TRANSLATIONS)
	$(BIN)/python -m tests.benchmarks.bench_annotate

# It goes on where it was stopped: what was measured is in build/bench-recipe.jsonl.
bench-recipe: .venv/.installed-dev .venv/.qt-loads models $(TRANSLATIONS) sample/trees/trees.saegim
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		dpkg --status $(STAMP_PACKAGES) >/dev/null 2>&1 || { apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(STAMP_PACKAGES); }; \
	fi
	$(BIN)/python -m tests.benchmarks.bench_auto_label
	$(BIN)/python -m tests.benchmarks.bench_recipe $(SEEDS)

bench-sam: .venv/.installed-dev models
	$(BIN)/python -m tests.benchmarks.bench_sam "$(PHOTOS)" $(CROPS)

# One folder with both programs, and of it what people install on this system.
package: .venv/.installed-package .venv/.qt-loads models $(TRANSLATIONS)
	$(if $(VARIANT),$(BIN)/python packaging/variants.py $(VARIANT))
	rm -rf dist
	$(BIN)/python packaging/make_icons.py
	$(BIN)/python packaging/prepare.py build
	$(BIN)/pyinstaller --noconfirm --log-level WARN --distpath dist --workpath build/pyinstaller packaging/saegim.spec
	$(PACKAGE_$(SYSTEM))
	$(BIN)/python packaging/sizes.py dist

PACKAGE_Linux = $(BIN)/python packaging/linux/build_deb.py dist/saegim dist
PACKAGE_Windows = $(BIN)/python packaging/windows/make_setup.py
PACKAGE_Darwin = packaging/macos/make_dmg.sh

# As somebody who has nothing but the package: no network, no Python, an empty home folder.
test-package: .venv/.installed-dev .venv/.qt-loads .venv/.screen
	$(BIN)/python packaging/sizes.py dist
	$(BIN)/python -m pytest -q -rs -s -m package --timeout 1800 tests/package

.venv/bin/python .venv/Scripts/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Saegim needs Python 3.11 or newer: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv

.venv/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/.installed-dev: .venv/.installed
	$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

.venv/.installed-package: .venv/.installed
	$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e '.[package]'
	@touch $@

# Only as root is it our place to install system packages; anybody else is told which ones.
.venv/.qt-loads: .venv/.installed
	@if [ "$(SYSTEM)" != Linux ] || $(QT_LOADS) 2>/dev/null; then \
		touch $@; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(QT_PACKAGES) && touch $@; \
	else \
		echo "Qt lacks system libraries here; on Debian or Ubuntu they come with:"; \
		echo "  sudo apt-get install $(QT_PACKAGES)"; \
	fi

.venv/.screen: | $(BIN)/python
	@if [ "$(SYSTEM)" != Linux ] || { command -v Xvfb && command -v xdotool && command -v openbox && \
			command -v gio && command -v update-desktop-database && command -v update-mime-database; \
			} >/dev/null; then \
		touch $@; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(SCREEN_PACKAGES) && touch $@; \
	else \
		echo "Tests that use the window are skipped; on Debian or Ubuntu what they need comes with:"; \
		echo "  sudo apt-get install $(SCREEN_PACKAGES)"; \
	fi

models: .venv/.installed
	$(BIN)/saegim-engine models fetch --starter

$(SAMPLES): | .venv/.installed
	$(BIN)/saegim-engine samples build $(basename $(notdir $@)) $(patsubst %/,%,$(dir $@))

%.qm: %.ts | .venv/.installed
	$(BIN)/pyside6-lrelease -silent $< -qm $@

# After a change of words in the window: then translate what is new in the .ts file.
translations: .venv/.installed
	@mkdir -p resources/i18n
	$(BIN)/pyside6-lupdate -no-obsolete -locations none \
		$$(find desktop engine -name '*.py' | LC_ALL=C sort) -ts resources/i18n/saegim_ko.ts

clean:
	rm -rf .venv build dist demo-output sample resources/i18n/*.qm
