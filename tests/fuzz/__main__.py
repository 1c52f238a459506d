"""Fuzzes one target for some seconds: ``python -m tests.fuzz deck 60``. What it finds stands in ``.fuzz/``."""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["flashcards"]):
    from tests.fuzz.targets import ROOT, TARGETS, seeds

_LONGEST = {"database": 160_000}
_LONGEST_TEXT = 4096


def main(name: str, seconds: int) -> None:
    """Go on from the texts of earlier runs; exits with a code other than 0 at the first finding."""
    corpus = ROOT / ".fuzz" / name
    corpus.mkdir(parents=True, exist_ok=True)
    longest = _LONGEST.get(name, _LONGEST_TEXT)
    for number, data in enumerate(seeds(name)):
        Path(corpus, f"seed-{number:03}").write_bytes(data[:longest])
    options = [f"-max_total_time={seconds}", f"-max_len={longest}", "-timeout=30", "-rss_limit_mb=2048"]
    atheris.Setup(
        [sys.argv[0], str(corpus), f"-artifact_prefix={corpus.parent}/{name}-", "-print_final_stats=1", *options],
        TARGETS[name],
    )
    atheris.Fuzz()


main(sys.argv[1], int(sys.argv[2]))
