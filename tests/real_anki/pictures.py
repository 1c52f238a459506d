"""The pictures of docs/anki.md, taken of an Anki's pages: ``python -m tests.real_anki.pictures VERSION FOLDER``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.browser import chromium
from tests.conftest import Home
from tests.real_anki.profile import Profile
from tests.real_anki.reviewer import TYPESET, card_page, served

GAP = 16
STORY, THEME = '"Card id:leading-ml-projects/search"', '"Card id:leading-ml-projects/theme/data-driven"'


class Shot(NamedTuple):
    """One side of a card as it is shown; ``opens`` counts what was tapped open from the top."""

    search: str
    side: str
    is_night: bool = False
    opens: tuple[int, ...] = ()


# each picture with the size of one screen, and its screens from the left to the right
PICTURES = {
    "anki-phone": (
        (360, 640),
        (
            Shot(STORY, "question"),
            Shot(STORY, "answer"),
            Shot(STORY, "answer", opens=(2,)),
            Shot(STORY, "answer", is_night=True, opens=(3,)),
        ),
    ),
    "anki-theme": (
        (360, 640),
        (Shot(THEME, "question"), Shot(THEME, "answer"), Shot(THEME, "answer", is_night=True, opens=(0, 1))),
    ),
    "anki-desktop": ((640, 560), (Shot(STORY, "answer", opens=(2,)), Shot(STORY, "answer", is_night=True, opens=(0,)))),
}
_OPEN = (
    "<script>addEventListener('load', () => setTimeout(() => {{ for (const at of {opens}) "
    "document.querySelectorAll('#qa > .back > details')[at].open = true; }}, 1000));</script>"
)


def take(version: str, folder: Path) -> None:
    """Draw every picture into a folder."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        home = Home(work / "home")
        home.ok("decks")
        home.ok("export", "-o", str(work / "x.apkg"))
        with Profile(version, work / "profile") as profile:
            profile.take(work / "x.apkg")
            web = profile.web()
            for picture, (size, shots) in PICTURES.items():
                sides = [profile.card(shot.search)[shot.side] for shot in shots]
                _draw(web, work, sides, shots, size, folder / f"{picture}.png")


def _draw(web: Path, work: Path, sides: list[str], shots: tuple[Shot, ...], size: tuple[int, int], to: Path) -> None:
    width, height = size
    frames = ""
    for number, (side, shot) in enumerate(zip(sides, shots, strict=True)):
        shows = "_showQuestion" if shot.side == "question" else "_showAnswer"
        page = card_page(web, side, shows, shot.is_night) + _OPEN.format(opens=list(shot.opens))
        (work / f"{number}.html").write_text(page, encoding="utf-8")
        style = f"width:{width}px;height:{height}px;border:1px solid #bbb;border-radius:8px;margin:{GAP}px 0 0 {GAP}px"
        frames += f'<iframe src="/{number}.html" style="{style}"></iframe>'
    page = (
        f'<!doctype html><meta charset="utf-8"><body style="margin:0;background:#e9ebef;display:flex">{frames}</body>'
    )
    (work / "all.html").write_text(page, encoding="utf-8")
    window = f"--window-size={len(shots) * (width + GAP + 2) + GAP},{height + 2 * GAP + 2}"
    with served(web, work, work) as address:
        chromium(work, f"{address}/all.html", f"--screenshot={to.absolute()}", window, TYPESET)


if __name__ == "__main__":
    take(sys.argv[1], Path(sys.argv[2]))
