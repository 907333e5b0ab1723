"""Characters that a recogniser takes for one another; to suggest, never to correct."""

_GROUPS = (
    "ソン",
    "シツ",
    "クワタ",
    "ロ口",
    "ニ二",
    "ハ八",
    "ー一",
    "チ千",
    "エ工",
    "カ力",
    "0O",
    "1lI",
)


def look_alikes(char: str) -> str:
    """Return the characters that look like ``char``, without itself; "" for none."""
    return "".join(
        other for group in _GROUPS if char in group for other in group if other != char
    )


def suggestions(text: str) -> tuple[str, ...]:
    """Return ``text`` with one character replaced by each of its look-alikes."""
    return tuple(
        text[:place] + other + text[place + 1 :]
        for place, char in enumerate(text)
        for other in look_alikes(char)
    )
