"""What pages leave behind on the heap goes back to the system."""

import subprocess
import sys

import psutil
import pytest

from rpa_suite.ocr import heap

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="glibc の malloc")


def megabytes():
    return psutil.Process().memory_info().rss / 2**20


def leave_holes():
    """Return one block of fifty, with 200 MB of freed ones between them."""
    blocks = [bytearray(64 * 1024) for _ in range(3200)]
    return blocks[::50]


def test_free_memory_between_blocks_in_use_is_given_back():
    kept = leave_holes()
    before = megabytes()
    heap.give_back()
    assert before - megabytes() > 100
    assert len(kept) == 64


def test_it_is_given_back_every_twenty_pages(monkeypatch):
    given = []
    monkeypatch.setattr(heap, "give_back", lambda: given.append(1))
    for _ in range(60):
        heap.page_was_read()
    assert len(given) == 3


EIGHT_THREADS = """
import ctypes
import threading
from rpa_suite.ocr import heap

heap.share()
together = threading.Barrier(8)


def hold():
    block = bytearray(100_000)
    together.wait()


threads = [threading.Thread(target=hold) for _ in range(8)]
for each in threads:
    each.start()
for each in threads:
    each.join()
ctypes.CDLL(None).malloc_stats()
"""


def test_threads_share_two_heaps():
    done = subprocess.run(
        [sys.executable, "-c", EIGHT_THREADS],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.count("Arena ") == 2
