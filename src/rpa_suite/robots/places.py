"""Where something stands on a screen, in the two ways of asking for it.

The driver's locators wait, and say what is wrong; for that the driver puts 350 KB of
its own script into every document that it looks into, twice where a script's answer is
wanted: 40 ms each, several times an item.  A script that finds its own element by XPath
needs none of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from playwright.sync_api import Error, Frame, Locator, Page

_FOUND = """(paths) => paths.reduce((all, path) => {
  const next = new Set();
  for (const node of all) {
    const found = document.evaluate(path, node, null, 7, null);
    for (let n = 0; n < found.snapshotLength; n += 1) next.add(found.snapshotItem(n));
  }
  return [...next];
}, [document.documentElement])"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """An element, or several, of one document.

    Attributes:
        locator: As the driver finds it: it waits for what comes late.
        frame: The frame that it is in; None while there is none.
        paths: As a script finds it now: XPaths, each from what the one before found,
            the first from the document's root.
    """

    locator: Locator
    frame: Callable[[], Frame | None]
    paths: tuple[str, ...] = ()

    def inside(self, path: str) -> Self:
        """Return what lies there by an XPath."""
        return type(self)(
            locator=self.locator.locator(f"xpath={path}"),
            frame=self.frame,
            paths=(*self.paths, path),
        )

    def or_(self, other: Locator, path: str) -> Self:
        """Return this or what lies elsewhere: as the driver and as a script finds it.

        Args:
            other: Where the driver looks.
            path: The same, or more than that, from where this place's last path begins.
        """
        *before, last = self.paths
        return type(self)(
            locator=self.locator.or_(other),
            frame=self.frame,
            paths=(*before, f"{last} | {path}"),
        )

    def frame_named(self, name: str) -> Self:
        """Return the document in a frame of this one."""

        def inner() -> Frame | None:
            outer = self.frame()
            frames = outer.child_frames if outer else []
            return next((each for each in frames if each.name == name), None)

        within = self.locator.frame_locator(frame_named(name))
        return type(self)(locator=within.locator("html"), frame=inner)

    @property
    def is_in_window(self) -> bool:
        """Whether its document is a whole window, not a frame of one."""
        frame = self.frame()
        return frame is not None and frame.parent_frame is None

    def ask(self, script: str, argument: Any = None) -> list[Any]:
        """Return what a script says of the one element; nothing where none is now.

        Raises:
            Error: The document went away meanwhile.
        """
        frame = self.frame()
        if frame is None:
            return []
        try:
            found: list[Any] = frame.evaluate(
                "async ([paths, argument]) => {"
                f" const all = ({_FOUND})(paths);"
                f" return all.length === 1 ? [await ({script})(all[0], argument)] : [];"
                "}",
                [list(self.paths), argument],
            )
        except Error:
            if frame.is_detached():
                # Another frame may have come in its place.
                return []
            raise
        return found


def document_of(window: Page) -> Place:
    """Return the document of a window."""
    return Place(locator=window.locator("html"), frame=lambda: window.main_frame)


def frame_named(name: str) -> str:
    """Return the selector of a frame by its name, whichever kind it is."""
    return f'frame[name="{name}"], iframe[name="{name}"]'
