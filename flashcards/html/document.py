"""A whole document for a browser: no script, nothing loaded from elsewhere."""

from __future__ import annotations

import base64
import hashlib

from flashcards.html.markup import Markup, element, empty


def document(title: str, css: str, body: Markup) -> str:
    """The text of a document in English; its policy lets nothing in but this style."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = element(
        "head",
        empty("meta", charset="utf-8"),
        empty("meta", http_equiv="Content-Security-Policy", content=policy),
        empty("meta", name="viewport", content="width=device-width, initial-scale=1"),
        empty("meta", name="color-scheme", content="light dark"),
        element("title", title),
        element("style", Markup(css)),
    )
    return f'<!doctype html>\n<html lang="en">{head}{element("body", body)}</html>\n'
