"""The live picture: only while somebody looks, not too often, gone with the item."""

from rpa_suite.robots import onlooking
from rpa_suite.robots.onlooking import LivePicture


class Watcher:
    def __init__(self):
        self.looks = True
        self.seen = []

    def is_looking(self):
        return self.looks

    def show(self, picture):
        self.seen.append(picture)


def take(monkeypatch, watcher):
    """Return a live picture whose page is a word, and its clock."""
    monkeypatch.setattr(
        onlooking, "masked_picture", lambda page, *, public: page.encode()
    )
    now = [0.0]
    return LivePicture(watcher, clock=lambda: now[0]), now


def test_pictures_come_now_and_then(monkeypatch):
    watcher = Watcher()
    live, now = take(monkeypatch, watcher)

    live.take("a")
    live.take("b")
    now[0] = 2.0
    live.take("c")

    assert watcher.seen == [b"a", b"c"]


def test_nothing_is_pictured_while_nobody_looks(monkeypatch):
    watcher = Watcher()
    watcher.looks = False
    live, _ = take(monkeypatch, watcher)

    live.take("a")
    live.hide()

    assert watcher.seen == []


def test_the_picture_goes_with_the_item_and_with_the_onlooker(monkeypatch):
    watcher = Watcher()
    live, now = take(monkeypatch, watcher)
    live.take("a")
    live.hide()
    now[0] = 9.0
    live.take("b")
    watcher.looks = False
    live.take("c")

    assert watcher.seen == [b"a", b"", b"b", b""]
