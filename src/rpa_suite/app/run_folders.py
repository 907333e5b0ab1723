"""The folder of one run: what it tells whoever watches it, and what it is told.

A run is a process of its own that outlives the window that started it. It writes its
events here and reads its orders here, so a window opened later finds it again, and so
does one that opens when the run has ended. Events carry no personal data; the picture
of the page is masked and sealed.
"""

import json
import shutil
import socket
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from rpa_suite.errors import SetupError
from rpa_suite.model.events import Event, from_json, to_json

_ABOUT, _EVENTS, _ORDERS = "about.json", "events.jsonl", "orders.txt"
_ERRORS, _WORKER, _ITEMS, _PICTURE = "errors.log", "worker", "items.txt", "picture"
# A process that was only just started has not said yet who it is.
_STARTING_SECONDS = 60
_KEPT_DAYS = 7


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """One event and when it happened, in seconds since 1970."""

    at: float
    event: Event


@dataclass(frozen=True, slots=True)
class RunFolder:
    """Where one run and those who watch it meet."""

    path: Path

    @property
    def robot_id(self) -> str:
        """The robot that runs."""
        return str(self._about().get("robot_id", ""))

    @property
    def operator(self) -> str:
        """Who started it."""
        return str(self._about().get("operator", ""))

    @property
    def began(self) -> float:
        """When it was asked for, in seconds since 1970."""
        began = self._about().get("began", 0.0)
        return float(began) if isinstance(began, int | float) else 0.0

    @property
    def item_ids(self) -> tuple[str, ...] | None:
        """The items chosen for it; None for all that are ready."""
        try:
            return tuple((self.path / _ITEMS).read_text(encoding="utf-8").split())
        except FileNotFoundError:
            return None

    @property
    def errors_file(self) -> Path:
        """What the process wrote on standard error; for IT staff."""
        return self.path / _ERRORS

    @property
    def picture_file(self) -> Path:
        """The page as it was last seen: masked, sealed; absent between items."""
        return self.path / _PICTURE

    def is_alive(self) -> bool:
        """Whether its process lives, or is only just starting."""
        try:
            worker = (self.path / _WORKER).read_text(encoding="utf-8")
        except OSError:
            return self.path.is_dir() and time.time() - self.began < _STARTING_SECONDS
        return worker_lives(worker)

    def note_worker(self, worker: str) -> None:
        """Store which process runs."""
        _write_whole(self.path / _WORKER, worker.encode())

    def tell(self, event: Event) -> None:
        """Append one event; a reader sees whole lines or waits for their end."""
        line = json.dumps({"at": time.time()} | to_json(event), ensure_ascii=False)
        with (self.path / _EVENTS).open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def events(self, start: int = 0) -> tuple[list[Told], int]:
        """Return the events from byte ``start`` on, and where the next ones begin."""
        try:
            with (self.path / _EVENTS).open("rb") as file:
                file.seek(start)
                content = file.read()
        except FileNotFoundError:
            return [], start
        whole, line_end, _ = content.rpartition(b"\n")
        told = list(_told(whole.decode("utf-8", errors="replace").splitlines()))
        return told, start + len(whole) + len(line_end)

    def order(self, word: str) -> None:
        """Append an order; the run obeys between two actions or items."""
        with (self.path / _ORDERS).open("a", encoding="utf-8") as file:
            file.write(word + "\n")

    def orders(self, start: int = 0) -> tuple[list[str], int]:
        """Return the orders from byte ``start`` on, and where the next ones begin."""
        try:
            content = (self.path / _ORDERS).read_bytes()[start:]
        except OSError:
            return [], start
        whole, line_end, _ = content.rpartition(b"\n")
        return whole.decode().split(), start + len(whole) + len(line_end)

    def show(self, picture: bytes) -> None:
        """Replace the picture of the page; empty takes it away."""
        with suppress(OSError):  # a picture less is no reason to end a run
            if picture:
                _write_whole(self.picture_file, picture)
            else:
                self.picture_file.unlink(missing_ok=True)

    def kill(self) -> None:
        """End the process at once; the store settles its item at the next run."""
        with suppress(OSError, ValueError, psutil.Error):
            worker = (self.path / _WORKER).read_text(encoding="utf-8")
            if worker_lives(worker):
                psutil.Process(_process_number(worker)).kill()

    def remove(self) -> None:
        """Forget the run; what it did is in the store."""
        shutil.rmtree(self.path, ignore_errors=True)

    def _about(self) -> dict[str, object]:
        try:
            about = json.loads((self.path / _ABOUT).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return about if isinstance(about, dict) else {}


class RunFolders:
    """The runs of this PC, under way or not yet seen by a window."""

    def __init__(self, data_dir: Path) -> None:
        self._root = data_dir / "runs"

    def new(
        self, robot_id: str, operator: str, item_ids: Sequence[str] | None = None
    ) -> RunFolder:
        """Make the folder of a run that is about to start.

        Raises:
            SetupError: The data folder cannot be written.
        """
        folder = RunFolder(self._root / uuid.uuid4().hex)
        about = {"robot_id": robot_id, "operator": operator, "began": time.time()}
        try:
            folder.path.mkdir(parents=True)
            if item_ids is not None:
                _write_whole(folder.path / _ITEMS, "\n".join(item_ids).encode())
            _write_whole(folder.path / _ABOUT, json.dumps(about).encode())
        except OSError as error:
            raise SetupError(
                f"実行の記録を「{self._root}」に書けません。"
                "ディスクの空きと権限を確かめてから、もう一度実行してください。"
            ) from error
        return folder

    def found(self) -> list[RunFolder]:
        """Return every run under way or unseen, oldest first."""
        if not self._root.is_dir():
            return []
        folders = [RunFolder(path) for path in self._root.iterdir() if path.is_dir()]
        return sorted(
            (each for each in folders if each.robot_id), key=lambda each: each.began
        )

    def sweep(self) -> None:
        """Forget runs that ended long ago and that no window came to see."""
        for folder in self.found():
            if time.time() - folder.began > _KEPT_DAYS * 86400 and (
                not folder.is_alive()
            ):
                folder.remove()


def this_worker() -> str:
    """Name this process so that another one can tell whether it still lives."""
    me = psutil.Process()
    return f"{socket.gethostname()}:{me.pid}:{me.create_time():.2f}"


def worker_lives(worker: str) -> bool:
    """Whether the process lives; of other PCs nobody knows, so they may."""
    host, _, rest = worker.partition(":")
    if host != socket.gethostname():
        return True
    try:
        process = psutil.Process(_process_number(worker))
        started = f"{process.create_time():.2f}"
        is_dead = process.status() == psutil.STATUS_ZOMBIE
    except (psutil.Error, ValueError):
        return False
    return started == rest.partition(":")[2] and not is_dead


def _process_number(worker: str) -> int:
    return int(worker.split(":")[1])


def _told(lines: Sequence[str]) -> Iterator[Told]:
    for line in lines:
        # A line of a later version, or half a line of a power cut, is passed over.
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            told = json.loads(line)
            yield Told(at=float(told.pop("at")), event=from_json(told))


def _write_whole(path: Path, content: bytes) -> None:
    draft = path.with_name(f"{path.name}.draft")
    draft.write_bytes(content)
    draft.replace(path)
