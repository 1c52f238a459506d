"""Cards on the reviewer's page of a real Anki, in headless Chromium: its scripts, its MathJax, its styles."""

from __future__ import annotations

import html
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.browser import chromium

TALL = 760
# as long as MathJax may take, in the time of the page
TYPESET = "--virtual-time-budget=20000"
_STYLES = ("css/webview.css", "css/reviewer.css")
_SCRIPTS = ("js/mathjax.js", "js/vendor/mathjax/tex-chtml-full.js", "js/vendor/mathjax/tex-chtml.js", "js/reviewer.js")
# what is seen of a card once it stands, and is typeset as far as this Anki typesets it
_MEASURE = Path(__file__).with_name("measure.js").read_text(encoding="utf-8")


class _Files(SimpleHTTPRequestHandler):
    """The pages of the test, below ``/_anki`` those of the Anki, and the media of its profile."""

    def __init__(self, *args: Any, web: Path, media: Path, **options: Any) -> None:
        self.web = web
        self.media = media
        super().__init__(*args, **options)

    def translate_path(self, path: str) -> str:
        if path.startswith("/_anki/"):
            return str(self.web / path.removeprefix("/_anki/"))
        found = self.media / path.removeprefix("/")
        return str(found) if found.is_file() else super().translate_path(path)

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


@contextmanager
def served(web: Path, media: Path, folder: Path) -> Iterator[str]:
    """The address under which a folder is read on this machine while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, web=web, media=media, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def card_page(web: Path, side: str, shows: str, is_night: bool) -> str:
    """The page as the desktop builds it: its own files, then the card by the reviewer's own function."""
    styles = "".join(f'<link rel="stylesheet" href="/_anki/{name}">' for name in _STYLES if (web / name).exists())
    scripts = "".join(f'<script src="/_anki/{name}"></script>' for name in _SCRIPTS if (web / name).exists())
    dark = "nightMode night_mode" if is_night else ""
    call = f"{shows}({json.dumps(side)}, {{args}}'card card1 isLin {dark}')".replace("</", "<\\/")
    call = call.replace("{args}", '"", ' if shows == "_showQuestion" else "")
    return (
        f'<!doctype html><html class="{"night-mode" if is_night else ""}"><head><meta charset="utf-8">{styles}'
        f'</head><body class="isLin {dark}"><script>window.bridgeCommand = window.pycmd = () => {{}};</script>{scripts}'
        f'<div id="_mark" hidden></div><div id="_flag" hidden></div><div id="qa"></div><script>{call};</script></body>'
    )


def seen(
    web: Path, media: Path, folder: Path, side: str, width: int, shows: str = "_showAnswer", night: bool = False
) -> Any:
    """What is seen of one side of a card on a screen of this width, as ``measure.js`` says it."""
    (folder / "card.html").write_text(card_page(web, side, shows, night), encoding="utf-8")
    frame = f'<iframe id="phone" src="/card.html" style="width:{width}px;height:{TALL}px;border:0"></iframe>'
    page = f'<!doctype html><meta charset="utf-8"><body style="margin:0">{frame}<script>{_MEASURE}</script></body>'
    (folder / "frame.html").write_text(page, encoding="utf-8")
    with served(web, media, folder) as address:
        dom = chromium(folder, f"{address}/frame.html", "--dump-dom", "--window-size=1000,1000", TYPESET)
    found = re.search('data-seen="([^"]*)"', dom)
    assert found, dom[-2000:]
    return json.loads(html.unescape(found[1]))
