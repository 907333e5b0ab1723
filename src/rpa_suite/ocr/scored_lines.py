"""A free line as the recogniser sees it, looked at once for all that is asked of it."""

from dataclasses import dataclass

from rpa_suite.ocr import ctc
from rpa_suite.ocr.lines import FreeLine
from rpa_suite.ocr.recogniser import Recogniser


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoredLine:
    """What a free line may say.

    Attributes:
        gap: See ``FreeLine``.
        scores: (frames, 1 + characters), natural logarithms; column 0 is CTC's blank.
        characters: What the columns after the first stand for.
        decoded: The likeliest path.
    """

    gap: float | None
    scores: ctc.Scores
    characters: tuple[str, ...]
    decoded: ctc.Decoded

    @property
    def text(self) -> str:
        """What the likeliest path says, 姓 and 名 parted where the pen has done so."""
        text = "".join(self.characters[each] for each in self.decoded.labels)
        # Beside a narrow digit every gap is wide; only names are parted.
        if self.gap is None or any(char.isdigit() for char in text):
            return text
        limit = self.gap * len(self.scores)
        before = sum(frame < limit for frame in self.decoded.frames)
        if 0 < before < len(text):
            return f"{text[:before]}\u3000{text[before:]}"
        return text


def scored_line(net: Recogniser, free: FreeLine, charset: str) -> ScoredLine:
    """Return what a line may say in the characters of a set."""
    (posteriors,) = net.posteriors([free.line])
    scores, kept = ctc.masked(posteriors, net.classes_of(charset))
    return ScoredLine(
        gap=free.gap,
        scores=scores,
        characters=net.known(charset),
        decoded=ctc.decode(scores, kept),
    )
