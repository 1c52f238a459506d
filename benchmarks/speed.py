"""Measures ours and the peers' in one run, interleaved: ``python -m benchmarks.speed``, or ``make bench``.

Prints a table, and whether each budget holds; ``--json FILE`` writes every run. Nothing here is a test: a test that
times something fails on a busy machine.
"""

from __future__ import annotations

import argparse
import json
import platform
import shutil
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.measure import Measured, Run, first_prompt, grades, interleaved, job, whole_process
from benchmarks.peers import peers_python

ROOT = Path(__file__).parent.parent
JOBS = Path(__file__).parent / "jobs.py"
NOW = "2026-11-23T12:00"
LARGE = (100_000, 1_000_000)
SIZES = {"1,000 cards": (1_000, 10_000), "10,000 cards": (10_000, 100_000), "100,000 cards": LARGE}
EVENTS = 1_000_000
QUESTIONS = 10_000
NOTES = 50_000
STORIES = {"cues": "cues by hand", "prose": "as `add` leaves them"}
SECTIONS = ("start_up", "steps", "reading", "queue", "grading", "export")


@dataclass(frozen=True, slots=True)
class Budget:
    """What was promised, what was found, and the most (or, for a rate, the least) that it may be."""

    what: str
    found: float
    bound: float
    at_least: bool = False

    @property
    def holds(self) -> bool:
        """Whether it is kept."""
        return self.found >= self.bound if self.at_least else self.found <= self.bound


class Bench:
    """One run of everything: what was measured by its section, and the budgets."""

    def __init__(self, work: Path, rounds: int) -> None:
        self.work = work
        self.rounds = rounds
        self.peers = peers_python()
        self.sections: dict[str, list[Measured]] = {}
        self.budgets: list[Budget] = []

    def run(self, sections: Sequence[str]) -> None:
        """Measure these sections."""
        for name in sections:
            getattr(self, name)()
            print(f"measured: {name}", file=sys.stderr, flush=True)

    def _section(self, title: str, rounds: int, *pairs: tuple[Measured, Callable[[], Run]]) -> dict[str, Measured]:
        interleaved(rounds, pairs)
        self.sections[title] = [measured for measured, _ in pairs]
        return {measured.name: measured for measured, _ in pairs}

    def _budget(self, what: str, found: float, bound: float, at_least: bool = False) -> None:
        self.budgets.append(Budget(what, found, bound, at_least))

    def _home(self, name: str) -> Path:
        """A home of that size, made where it is missing; "15 cards" is the shipped deck."""
        home = self.work / name.replace(",", "").replace(" ", "-")
        if name in SIZES and not home.exists():
            cards, events = SIZES[name]
            command = [sys.executable, "-m", "benchmarks.generate", str(home), "--now", NOW]
            whole_process([*command, "--cards", str(cards), "--events", str(events)], ROOT)
        return home

    def _forget(self, name: str) -> None:
        """Begin a home anew."""
        shutil.rmtree(self._home(name), ignore_errors=True)

    def _ours(self, home: Path, *command: str) -> list[str]:
        return [sys.executable, "-m", "flashcards", "--home", str(home), "--now", NOW, *command]

    def _job(self, name: str, *arguments: object, peer: bool = False) -> Callable[[], Run]:
        python = str(self.peers if peer else sys.executable)
        return lambda: job([python, str(JOBS), name, *map(str, arguments)], ROOT)

    def start_up(self) -> None:
        """Whole processes; ``review`` up to its first prompt on a terminal."""
        self._forget("15 cards")
        pairs: list[tuple[Measured, Callable[[], Run]]] = []

        def process(name: str, *command: str) -> None:
            pairs.append((Measured(name), lambda: whole_process(command, ROOT)))

        process("import click, sqlite_utils", sys.executable, "-c", "import click, sqlite_utils")
        for name in ("15 cards", *SIZES):
            home = self._home(name)
            process(f"decks, {name}", *self._ours(home, "decks"))
            review = self._ours(home, "review")
            pairs.append((Measured(f"review, {name}"), lambda review=review: first_prompt(review, ROOT)))
        process("apyanki --help", str(self.peers.parent / "apy"), "--help")
        process("termcard --help", str(self.peers.parent / "termcard"), "--help")
        found = self._section("Start-up", self.rounds, *pairs)
        base = found["import click, sqlite_utils"].median
        self._budget("decks, shipped deck, to the imports", found["decks, 15 cards"].median / base, 1.3)
        self._budget("review, shipped deck, to the imports", found["review, 15 cards"].median / base, 1.6)
        for command in ("decks", "review"):
            large, small = found[f"{command}, 100,000 cards"], found[f"{command}, 15 cards"]
            self._budget(f"{command}, 100,000 cards, to the shipped deck", large.median / small.median, 1.5)
            self._budget(f"{command}, 100,000 cards, MB", large.megabytes, 80)

    def steps(self) -> None:
        """A replay of a million events, and SM-2 alone; slow peers do fewer, and are compared by their rate."""
        few = EVENTS // 10
        found = self._section(
            "SM-2 (steps a second)",
            min(self.rounds, 7),
            (Measured("replay, ours", EVENTS), self._job("replay_ours", EVENTS)),
            (Measured("SM-2 of a replay, ours", EVENTS), self._job("sm2_ours", EVENTS)),
            (Measured("one step, ours", few), self._job("steps_ours", few)),
            (Measured("scheduler, spacedreppy", EVENTS), self._job("replay_spacedreppy", EVENTS, peer=True)),
            (Measured("plain function, spacedreppy", EVENTS), self._job("sm2_spacedreppy", EVENTS, peer=True)),
            (Measured("supermemo2", few), self._job("replay_supermemo2", few, peer=True)),
            (Measured("sm-2", few // 10), self._job("replay_sm_2", few // 10, peer=True)),
            (Measured("fsrs", few // 10), self._job("replay_fsrs", few // 10, peer=True)),
        )
        fastest = found["plain function, spacedreppy"].rate
        self._budget("SM-2 of a replay, to the fastest peer", found["SM-2 of a replay, ours"].rate / fastest, 2, True)

    def reading(self) -> None:
        """A deck of 10,000 questions, and half of it."""
        whole, half = self.work / "questions.md", self.work / "half.md"
        self._job("make_deck", whole, QUESTIONS)()
        self._job("make_deck", half, QUESTIONS // 2)()
        found = self._section(
            "Reading 10,000 questions",
            min(self.rounds, 5),
            (Measured("ours"), self._job("read_ours", whole)),
            (Measured("ours, half of them"), self._job("read_ours", half)),
            (Measured("markdown-it-py"), self._job("read_markdown_it", whole, peer=True)),
        )
        self._budget("reading, to markdown-it-py", found["ours"].median / found["markdown-it-py"].median, 0.25)
        self._budget("reading, to half of it", found["ours"].median / found["ours, half of them"].median, 2.3)

    def queue(self) -> None:
        """From a closed file to the day's first card."""
        collection = self.work / "collection.anki2"
        if not collection.exists():
            self._job("make_collection", collection, LARGE[0], LARGE[0] * 7 // 10, peer=True)()
        self._section(
            "The day's queue of 100,000 cards",
            self.rounds,
            (Measured("ours"), self._job("queue_ours", self._home("100,000 cards"), NOW)),
            (Measured("anki backend"), self._job("queue_anki", collection, peer=True)),
        )

    def grading(self) -> None:
        """From the key to the next prompt, the grade on disk in between; and what its durable commit takes alone."""
        commit = Measured("a durable commit alone")
        sizes = [Measured(f"ours, {name}") for name in ("15 cards", "100,000 cards")]
        self.sections["A grade, key to next prompt"] = [commit, *sizes]
        for _ in range(min(self.rounds, 4)):
            commit.runs.append(self._job("commit_alone", self.work / "commits.db")())
            self._forget("15 cards")
            for measured in sizes:
                home = self._home(measured.name.removeprefix("ours, "))
                command = self._ours(home, "review", "--new", "15", "--minutes", "0")
                measured.runs += grades(command, ROOT, 12)
        for measured in sizes:
            self._budget(f"a grade, {measured.name.removeprefix('ours, ')}, ms", measured.median * 1000, 10)

    def export(self) -> None:
        """From cards in memory to a package on disk, and once more where nothing changed since."""
        for kind, told in STORIES.items():
            ours, theirs, fields = (
                self.work / f"{kind}-{name}" for name in ("ours.apkg", "genanki.apkg", "fields.json")
            )
            self._job("make_fields", NOTES, fields, kind)()
            found = self._section(
                f"Export of 50,000 notes, {told}",
                min(self.rounds, 3),
                (Measured("ours"), self._job("export_ours", NOTES, ours, kind)),
                (Measured("ours, nothing changed"), self._job("export_ours", NOTES, ours, kind, "before")),
                (Measured("ours, the writer alone"), self._job("export_written", NOTES, f"{ours}.written", kind)),
                (Measured("genanki"), self._job("export_genanki", fields, theirs, peer=True)),
                (Measured("anki backend"), self._export_backend(fields)),
            )
            genanki = found["genanki"].median
            self._budget(f"export, {told}, to genanki's writer", found["ours"].median / genanki, 1.2)
            self._budget("the same, nothing changed", found["ours, nothing changed"].median / genanki, 1.0)
            self._budget("its size, to the same at level 6", ours.stat().st_size / _deflated(ours), 1.05)

    def _export_backend(self, fields: Path) -> Callable[[], Run]:
        def run() -> Run:
            with tempfile.TemporaryDirectory(dir=self.work) as folder:
                return self._job("export_anki", fields, Path(folder) / "backend.apkg", peer=True)()

        return run


def _deflated(package: Path) -> int:
    """The bytes that its database takes at level 6; a piece at a time, for our memory counts as our children's."""
    packer, size = zlib.compressobj(6), 0
    with zipfile.ZipFile(package) as archive, archive.open("collection.anki2") as database:
        while piece := database.read(1 << 20):
            size += len(packer.compress(piece))
    return size + len(packer.flush())


def shown(bench: Bench) -> list[str]:
    """The tables as Markdown."""
    lines = []
    for title, measured in bench.sections.items():
        rates = any(each.count > 1 for each in measured)
        lines += ["", f"### {title}", "", f"| what | median | spread | {'a second | ' if rates else ''}peak MB |"]
        lines.append("|---|---:|---:|" + ("---:|" if rates else "") + "---:|")
        for each in measured:
            low, high = each.spread
            rate = f"{each.rate:,.0f} | " if rates else ""
            spread = f"{low * 1000:,.1f} to {high * 1000:,.1f}"
            lines.append(f"| {each.name} | {each.median * 1000:,.1f} ms | {spread} | {rate}{each.megabytes:.0f} |")
    lines += ["", "### Budgets", "", "| budget | found | bound | |", "|---|---:|---:|---|"]
    for budget in bench.budgets:
        bound = f"{'at least' if budget.at_least else 'at most'} {budget.bound:g}"
        lines.append(f"| {budget.what} | {budget.found:.2f} | {bound} | {'held' if budget.holds else 'NOT HELD'} |")
    return lines


def main() -> None:
    """Measure, print, and end with 1 where a budget is not held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="also write every run to this file")
    parser.add_argument("--work", type=Path, help="a folder whose homes are used again")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--only", nargs="+", choices=SECTIONS, default=SECTIONS, help="only these sections")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        work = options.work or Path(scratch)
        work.mkdir(parents=True, exist_ok=True)
        bench = Bench(work, options.rounds)
        bench.run(options.only)
    machine = f"{platform.platform()}, Python {platform.python_version()}"
    print("\n".join([machine, *shown(bench)]))
    if options.json:
        found = {title: [asdict(each) for each in measured] for title, measured in bench.sections.items()}
        budgets = [{**asdict(budget), "holds": budget.holds} for budget in bench.budgets]
        text = json.dumps({"machine": machine, "sections": found, "budgets": budgets}, indent=1)
        options.json.write_text(text + "\n", encoding="utf-8")
    sys.exit(not all(budget.holds for budget in bench.budgets))


if __name__ == "__main__":
    main()
