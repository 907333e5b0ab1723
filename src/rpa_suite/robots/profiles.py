"""Browser profiles of runs, and what a killed run left behind."""

import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

_OWNER = "owner.json"
# What is typed is nobody's to remember, and a 帳票 is saved, not shown.
_PREFERENCES = {
    "credentials_enable_service": False,
    "profile": {"password_manager_enabled": False},
    "autofill": {"enabled": False, "profile_enabled": False},
    "plugins": {"always_open_pdf_externally": True},
}
_NAMED_WITHIN_SECONDS = 600


@contextmanager
def own_profile(data_dir: Path) -> Iterator[Path]:
    """Give an empty profile folder to this process and remove it at the end.

    The folder says which process owns it, so that ``end_orphans`` can tell a dead
    run's profile from a living one's.
    """
    root = _root(data_dir)
    root.mkdir(parents=True, exist_ok=True)
    unnamed = Path(tempfile.mkdtemp(prefix="new-", dir=root))
    me = psutil.Process()
    (unnamed / _OWNER).write_text(
        json.dumps({"pid": me.pid, "started": me.create_time()}), encoding="utf-8"
    )
    # Only now: another run that starts would take an ownerless folder for a dead one's.
    folder = unnamed.rename(unnamed.with_name("run-" + unnamed.name[4:]))
    profile = folder / "profile"
    (profile / "Default").mkdir(parents=True)
    (profile / "Default" / "Preferences").write_text(
        json.dumps(_PREFERENCES), encoding="utf-8"
    )
    try:
        yield profile
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def end_orphans(data_dir: Path, *, patience_seconds: float = 5.0) -> int:
    """End browsers of dead runs and remove their profiles; return how many profiles.

    A browser is known by its profile's path on its command line, so nobody else's
    browser is ever touched.
    """
    dead = [
        folder
        for folder in _root(data_dir).glob("run-*")
        if not _owner_lives(folder / _OWNER)
    ]
    # A run that died before it could write its name into the folder.
    dead += [folder for folder in _root(data_dir).glob("new-*") if _is_old(folder)]
    if dead:
        end_browsers(dead, patience_seconds=patience_seconds)
    for folder in dead:
        shutil.rmtree(folder, ignore_errors=True)
    return len(dead)


def end_browsers(folders: list[Path], *, patience_seconds: float = 5.0) -> None:
    """End the browsers whose profiles lie in these folders."""
    _end(browsers_of(folders), patience_seconds)


def browsers_of(folders: list[Path]) -> list[psutil.Process]:
    """Return the processes whose command line names one of these folders."""
    marks = [str(folder) + os.sep for folder in folders]
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            line = " ".join(process.cmdline())
            if process.pid != os.getpid() and any(mark in line for mark in marks):
                found.append(process)
    return found


def _root(data_dir: Path) -> Path:
    return data_dir.absolute() / "browsers"


def _is_old(folder: Path) -> bool:
    with suppress(OSError):
        return time.time() - folder.stat().st_mtime > _NAMED_WITHIN_SECONDS
    return False


def _owner_lives(owner: Path) -> bool:
    try:
        told = json.loads(owner.read_text(encoding="utf-8"))
        # A process number is given out again; the start time tells them apart.
        return bool(psutil.Process(told["pid"]).create_time() == told["started"])
    except (OSError, ValueError, KeyError, psutil.Error):
        return False


def _end(processes: list[psutil.Process], patience_seconds: float) -> None:
    for process in processes:
        with suppress(psutil.Error):
            process.terminate()
    _, left = psutil.wait_procs(processes, timeout=patience_seconds)
    for process in left:
        with suppress(psutil.Error):
            process.kill()
