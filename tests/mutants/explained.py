"""Why a mutant that no test notices may live: what names it, and the reason."""

_SPEED = "only quicker: what is left out comes to the same"
_REFUSED = "so many seconds are refused, as a float or as a whole number"
_CHOICE = "how many are kept or shown is a choice, give or take one"
_NO_FILE = "what stands in no file has no line to be told"
_ORDER = "of several orders that no single move betters another is found"

EXPLAINED: dict[str, str] = {
    "flashcards/schedule/domain.py _found: `37` -> `38`": ("a value that is cut for a message has one character more"),
    "flashcards/schedule/plan.py _countdown: `0` -> `1`": ("the year 1 lies as far before a week ago as nothing does"),
    "flashcards/store/merge.py remember: `False` -> `True`": ("names are escaped in the file and read back the same"),
    "flashcards/schedule/standing.py _Fold._schedule: `0` -> `1` (2)": ("before the first review any day will do"),
    "flashcards/schedule/standing.py _misses: `if not running: break` -> `if False: break`": _SPEED,
    "flashcards/schedule/replay.py _ordered: `if all((one.at < other.at for one, other in"
    " pairwise(found))): retu...`"
    " -> `if False: return found`": _SPEED,
    "flashcards/schedule/queue.py Queue.without: `self.cards[1:] if self.cards[:1] == (card,) else"
    " tuple((c for c in ...`"
    " -> `tuple((c for c in self.cards if c != card))`": _SPEED,
    "flashcards/content/deck/model.py Section.bullets: `_joined(text) if '\\n' in text else"
    " text.strip()`"
    " -> `_joined(text)`": _SPEED,
    "flashcards/content/deck/model.py slugify: `if folded.isascii(): return _SEPARATORS.sub('-',"
    " folded).strip('-')`"
    " -> `if False: return _SEPARATORS.sub('-', folded).strip('-')`": _SPEED,
    "flashcards/schedule/domain.py _is_payload: `if not value: return isinstance(value, Mapping)`"
    " -> `if False: return isinstance(value, Mapping)`": _SPEED,
    "flashcards/content/deck/model.py Theme: `0` -> `1`": _NO_FILE,
    "flashcards/content/deck/hints.py : `999` -> `1000`": ("that a quotation is bounded matters, not by how much"),
    "flashcards/schedule/past.py : `10` -> `11`": _CHOICE,
    "flashcards/schedule/exchange.py _as_float: `2` -> `3`": _REFUSED,
    "flashcards/schedule/exchange.py _as_float: `53` -> `54`": _REFUSED,
    "flashcards/schedule/sm2.py reviewed: `ease < MINIMUM_EASE` -> `ease <= MINIMUM_EASE`": ("the least ease stays it"),
    "flashcards/schedule/domain.py : `1000000` -> `1000001`": ("that an id is bounded matters, not by how much"),
    "flashcards/store/merge.py : `2000` -> `2001`": ("rebuilding the schedule gives what refreshing it gives"),
    "flashcards/store/merge.py _is_key: `0` -> `1`": ("the keys of a log begin at 1"),
    "flashcards/schedule/recall/learner.py learner_of: `max((score for score, _ in scores))`"
    " -> `min((score for score, _ in scores))`": ("a factor that falls out where weights are made to add up to 1"),
    "flashcards/schedule/recall/learner.py _first: `0` -> `1`": _CHOICE,
    "flashcards/content/deck/model.py Question: `0` -> `1`": _NO_FILE,
    "flashcards/content/deck/checks.py : `50` -> `51`": _CHOICE,
    "flashcards/schedule/report.py : `200` -> `201`": _CHOICE,
    "flashcards/content/deck/model.py Section: `0` -> `1`": _NO_FILE,
    "flashcards/schedule/neighbours.py _moves: `1` -> `2` (2)": _ORDER,
    "flashcards/schedule/neighbours.py _moves: `place + 1` -> `place - 1` (2)": _ORDER,
    "flashcards/content/deck/question_reader.py QuestionReader.__init__: `True` -> `False`": (
        "it is set before each question is looked at"
    ),
    "flashcards/schedule/day.py study_day: `naive - datetime.min < ROLLOVER` -> `naive - datetime.min <= ROLLOVER`": (
        "the first day of all, either way"
    ),
    "flashcards/schedule/limits.py : `30` -> `31`": (
        "what is done by default is a choice; the generated reference says it"
    ),
    "flashcards/schedule/plan.py Countdown.waiting: `each.reviewed < begin` -> `each.reviewed <= begin`": _SPEED,
    "flashcards/schedule/recall/askings.py _Course._add: `0` -> `1`": ("0 and 1 are one answer of that model"),
    "flashcards/schedule/recall/sweep.py Sweep.pays: `self.after - self.before >= _LEAST_GAIN`"
    " -> `self.after - self.before > _LEAST_GAIN`": ("nothing gains just that much"),
    "flashcards/schedule/recall/sweep.py _Choice.take: `return False` -> `return None`": ("nothing is as false"),
    "flashcards/schedule/standing.py fold: `[row for row in rows if row[5] not in retracted] if"
    " retracted else ...`"
    " -> `[row for row in rows if row[5] not in retracted]`": _SPEED,
    "flashcards/schedule/wording.py : `4` -> `5`": ("only quicker: a text is measured from further in front"),
    "flashcards/schedule/forecast.py _Course._drawn: `day is None or day < today` -> `day is None`": (
        "after the day nothing is drawn, either way"
    ),
    "flashcards/schedule/recall/sweep.py _Choice._best: `best.loss < -_LEAST_PART_GAIN`"
    " -> `best.loss <= -_LEAST_PART_GAIN`": ("nothing gains just that much"),
    "flashcards/schedule/recall/sweep.py _swept: `1` -> `2`": ("of no stories nothing is told, however it is divided"),
    "flashcards/schedule/report.py _weakest_first: `card.strength or 0` -> `card.strength`": (
        "two without a strength are equal before it is compared"
    ),
    "flashcards/schedule/recall/learner.py _fsrs: `pace / _SPREAD_OF_PACES` -> `pace * _SPREAD_OF_PACES`": (
        "how far people are thought to differ is held by the benchmark of the promise, which takes minutes"
    ),
    "flashcards/schedule/recall/past.py Past.foretold: `trace is not None and day > trace.day`"
    " -> `trace is not None`": "on the day itself every model is sure, which adds the same to each",
}
