"""Writers with digits of their own: 1 like 7, 7 like 1, 5 like 6, 6 like 5."""

from collections.abc import Mapping

from bench.forms.pen import Strokes

# Long upstroke and a foot: taken for 7 or 2.
_ONE_WITH_FLAG: Strokes = (((0.05, 0.32), (0.55, 0.0), (0.55, 1.0)),)
# A first short stroke down at the left, as many write it in Japan.
_SEVEN_WITH_TICK: Strokes = (
    ((0.05, 0.3), (0.1, 0.02)),
    ((0.1, 0.05), (0.85, 0.05), (0.7, 0.5), (0.6, 1.0)),
)
_SEVEN_STEEP: Strokes = (((0.2, 0.12), (0.62, 0.06), (0.6, 1.0)),)
# The roof is forgotten or drawn into the belly: taken for 6.
_FIVE_CLOSED: Strokes = (
    (
        (0.75, 0.0),
        (0.2, 0.08),
        (0.15, 0.5),
        (0.7, 0.42),
        (0.85, 0.75),
        (0.45, 1.0),
        (0.12, 0.85),
        (0.15, 0.6),
    ),
)
_SIX_OPEN: Strokes = (
    (
        (0.75, 0.0),
        (0.25, 0.25),
        (0.12, 0.7),
        (0.4, 1.0),
        (0.8, 0.85),
        (0.72, 0.58),
        (0.35, 0.58),
    ),
)

WRITERS: tuple[Mapping[int, Strokes], ...] = (
    {1: _ONE_WITH_FLAG, 7: _SEVEN_WITH_TICK},
    {1: _ONE_WITH_FLAG, 7: _SEVEN_STEEP, 5: _FIVE_CLOSED},
    {5: _FIVE_CLOSED, 6: _SIX_OPEN},
)
