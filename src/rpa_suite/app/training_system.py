"""A training system of one's own: started, used, thrown away."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rpa_suite.app.office import Office
from rpa_suite.errors import SetupError
from rpa_suite.settings import Settings

_HOST = "127.0.0.1"
_STARTS_WITHIN_SECONDS = 120  # on a busy PC; one that ended is noticed at once


@contextmanager
def training_system(profile: str) -> Iterator[str]:
    """Start a training system of its own; yield its address.

    Raises:
        SetupError: It does not start.
    """
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "rpa_suite.training"),
            *("--port", str(port), "--profile", profile, "--pace", "0.05"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://{_HOST}:{port}"
    try:
        deadline = time.monotonic() + _STARTS_WITHIN_SECONDS
        while not _answers(url):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SetupError(
                    "練習用業務システムを起動できませんでした。"
                    "rpa-suite training serve で確かめてください。"
                )
            time.sleep(0.1)
        yield url
    finally:
        process.kill()
        process.wait()


def office_on(url: str, settings: Settings, folder: Path, *, site: str) -> Office:
    """Return an office of its own in ``folder``, to which ``site`` is this system."""
    sites = folder / "sites.toml"
    sites.write_text(
        f'[site.{site}]\ntitle = "練習用業務システム"\norigin = "{url}"\n'
        'secret = "rehearsal"\nenvironment = "training"\nrobot_only = true\n',
        encoding="utf-8",
    )
    os.environ.setdefault("RPA_SUITE_CREDENTIAL_REHEARSAL", "1000001:renshu-1")
    return Office.open(
        settings.model_copy(
            update={
                "data_dir": folder / "data",
                "sites_file": sites,
                "database_url": "",
                "use_keyring": False,
            }
        ),
        retry_after_seconds=0.0,  # nobody waits a minute here for trouble to pass
    )


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(f"{url}/login", timeout=2).close()
    except (urllib.error.URLError, OSError):
        return False
    return True
