"""The launcher loads no model, no browser, no sources, nor what a day seldom needs."""

import os
import subprocess
import sys

from rpa_suite.app.office import Office
from rpa_suite.settings import Settings

_START = """
import linecache, sys
from pathlib import Path
from gui.quick_start import hurry
hurry()
from gui.application import make_application
from rpa_suite.app.office import Office
from rpa_suite.settings import Settings
make_application(["launcher"])
Office.open(Settings(data_dir=Path(sys.argv[1]), use_keyring=False)).close()
heavy = {"alembic", "cv2", "numpy", "onnxruntime", "openpyxl", "playwright",
         "pyqtgraph", "reportlab"}
print(sorted(heavy & set(sys.modules)))
print([path for path in linecache.cache if "rpa_suite" in path or "gui" in path])
"""


def test_a_start_loads_nothing_heavy(tmp_path):
    Office.open(Settings(data_dir=tmp_path, use_keyring=False)).close()

    told = subprocess.run(
        [sys.executable, "-c", _START, str(tmp_path)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )

    loaded, sources = told.stdout.splitlines()
    assert loaded == "[]"
    assert sources == "[]"
