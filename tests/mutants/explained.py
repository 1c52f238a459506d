"""Why a mutant that no test notices may live: what names it, and the reason."""

EXPLAINED: dict[str, str] = {
    "flashcards/schedule/domain.py _found: `37` -> `38`": "a value that is cut for a message has one character more",
    "flashcards/schedule/plan.py _countdown: `0` -> `1`": "the year 1 lies as far before a week ago as nothing does",
    "flashcards/store/merge.py remember: `False` -> `True`": "names are escaped in the file and read back the same",
}
