# make report   set up and render the seed article (or INPUT=your/folder) to reports/index.html
# make test     set up and run all checks and tests
# make wheel    build the wheel, install it into a fresh environment and do the main job in an empty folder
# make lab      set up and open JupyterLab on the notebooks
# make lock     pin every package anew from the ranges in pyproject.toml
# make clean    remove the environment and what was rendered

PYTHON ?= python3
INPUT  ?= seeds/
OUT    ?= reports/

ifeq ($(OS),Windows_NT)
  BIN := .venv/Scripts
else
  BIN := .venv/bin
endif
READY := .venv/.ready

.PHONY: report test wheel lab lock clean

report: $(READY)
	$(BIN)/framing report $(INPUT) --out $(OUT)

test: $(READY)
	$(BIN)/ruff check src tests benchmarks training
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2

wheel: $(READY)
	$(BIN)/python tests/wheel.py

lab: $(READY)
	$(BIN)/jupyter lab --notebook-dir=notebooks

lock: $(READY)
	$(BIN)/python -m pip install --quiet "uv>=0.5"
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --no-header --extra test \
	    --output-file requirements.txt pyproject.toml
	echo "-e ." >> requirements.txt

# The file is written last, so that an installation that broke off is made again.
$(READY): requirements.txt pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'framing needs Python 3.11 or newer; run make PYTHON=python3.11')"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -c "open('$(READY)', 'w').close()"

clean:
	$(PYTHON) -c "import shutil; [shutil.rmtree(d, ignore_errors=True) for d in ('.venv', '.mypy_cache', '.ruff_cache', '.pytest_cache', '.hypothesis')]"
	$(PYTHON) -c "import pathlib, shutil; [shutil.rmtree(p) if p.is_dir() else p.unlink() for p in pathlib.Path('reports').iterdir() if p.name not in ('README.md', 'runs.yaml')]"
