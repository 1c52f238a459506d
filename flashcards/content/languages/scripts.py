"""Ranges of the characters of scripts, as they stand within the brackets of a regular expression."""

from __future__ import annotations

KANA = r"\u3040-\u30ff"
HAN = r"\u3400-\u9fff"
HANGUL = r"\uac00-\ud7a3"
THAI_AND_LAO = r"\u0e00-\u0eff"
