# Everything on a new Debian machine: brings uv, the locked environment, a browser,
# fonts and Qt's libraries, then works.  On Windows use the `uv run` lines of README.md.
.PHONY: setup demo test lint words gui doctor
.DEFAULT_GOAL := help

UV := $$(.setup/find-uv)

help:
	@echo "make demo    the main job, end to end, on the training system"
	@echo "make test    lint, types, layers and all tests"
	@echo "make words   collect the texts of gui/, compile their English"
	@echo "make gui     the clerk's launcher"
	@echo "make doctor  is everything installed?"

setup:
	@.setup/install

demo: setup
	@$(UV) run --frozen python -m bench.demo

test: setup lint
	@$(UV) sync --quiet --locked --script bench/entry/robot_cli.py
	@$(UV) run --frozen pytest -n 2 --dist loadfile

lint: setup
	@$(UV) run --frozen ruff check .
	@$(UV) run --frozen ruff format --check .
	@$(UV) run --frozen mypy
	@$(UV) run --frozen lint-imports

# After texts of gui/ changed: translate what lupdate calls unfinished, then once more.
LAUNCHER_EN := gui/translations/launcher_en
words: setup
	@$(UV) run --frozen pyside6-lupdate gui/*.py -ts $(LAUNCHER_EN).ts \
	  -source-language ja -target-language en -no-obsolete -locations none
	@$(UV) run --frozen pyside6-lrelease $(LAUNCHER_EN).ts -qm $(LAUNCHER_EN).qm

gui: setup
	@$(UV) run --frozen rpa-suite gui

doctor: setup
	@$(UV) run --frozen rpa-suite doctor
