"""Whose memory it is: FSRS in several variants, each weighted by how well it foretold what the log says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from math import exp, log
from typing import NamedTuple

from flashcards.schedule.recall.askings import Asking
from flashcards.schedule.recall.fsrs import PARAMETERS, Fsrs, Rating

# logarithms: how fast days pass as against the published parameters, and how much a telling adds to what lasts
_PACES = (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5)
_GROWTHS = (-0.5, 0.0, 0.5, 1.0)
# how far from the published parameters people are thought to be before their log says anything
_SPREAD_OF_PACES, _SPREAD_OF_GROWTHS = 0.75, 0.5
_GROWTH_PARAMETER = 8
# a part of one's own story is told right the first time with even chances, which counts as two parts that were heard
_FAMILIAR, _FAMILIAR_WEIGHT = 0.5, 2
_LEAST_WEIGHT = 0.02
# so much of a log says enough; more is not looked at
_MOST_ASKINGS = 600


class Story(NamedTuple):
    """A story, its parts as the log calls them, what was asked of it, oldest first, and the day it is to be told on."""

    card: str
    parts: tuple[str, ...]
    asked: tuple[Asking, ...]
    day: int


class Learner(NamedTuple):
    """Variants of the model with their weights, which add up to 1, and the chance of a part that was never told."""

    variants: tuple[tuple[float, Fsrs], ...]
    familiar: float

    def at(self, quantile: float) -> Fsrs:
        """The variant at which this share of all weights is reached, 0 to 1."""
        reached = 0.0
        for weight, model in self.variants:
            reached += weight
            if reached >= quantile:
                return model
        return self.variants[-1][1]


def learner_of(stories: Sequence[Story]) -> Learner:
    """The learner whose log this is; with an empty one somebody near the published parameters.

    A variant weighs what was thought of it before, times the chance that it gave to each answer when all answers
    before were known and that one was not: each is foretold, none is fitted (A. P. Dawid, "Statistical theory: the
    prequential approach", 1984). So the published parameters count for what they are worth, and a short log moves
    little. Answers on the day of another one say nothing of forgetting, and are not foretold.
    """
    recent = sorted(stories, key=lambda each: (each.asked[-1].day if each.asked else 0, each.card), reverse=True)
    counted = list(_first(recent, _MOST_ASKINGS))
    scores = [(prior + sum(_foretold(story, model) for story in counted), model) for prior, model in _variants()]
    best = max(score for score, _ in scores)
    weights = [(exp(score - best), model) for score, model in scores]
    least = _LEAST_WEIGHT * max(weight for weight, _ in weights)
    kept = [(weight, model) for weight, model in weights if weight >= least]
    total = sum(weight for weight, _ in kept)
    return Learner(tuple((weight / total, model) for weight, model in kept), _familiar(counted))


def _first(stories: Iterable[Story], askings: int) -> Iterable[Story]:
    for story in stories:
        if askings <= 0:
            return
        askings -= len(story.asked)
        yield story


def _variants() -> Iterable[tuple[float, Fsrs]]:
    """Each variant with the logarithm of what is thought of it before."""
    for pace, growth in product(_PACES, _GROWTHS):
        parameters = list(PARAMETERS)
        parameters[_GROWTH_PARAMETER] += growth
        prior = -((pace / _SPREAD_OF_PACES) ** 2 + (growth / _SPREAD_OF_GROWTHS) ** 2) / 2
        yield prior, Fsrs(parameters, exp(pace))


def _foretold(story: Story, model: Fsrs) -> float:
    """The logarithm of the chance that a model gave to what was told of a story, and what was not."""
    named = {part for each in story.asked for part in (*each.missed, *(each.parts or ()))}
    apart = [part for part in story.parts if part in named]
    alike = len(story.parts) - len(apart)
    found = sum(_foretold_part(story.asked, part, model) for part in apart)
    return found + (alike * _foretold_part(story.asked, "", model) if alike else 0.0)


def _foretold_part(asked: Sequence[Asking], part: str, model: Fsrs) -> float:
    found, trace = 0.0, None
    for each in asked:
        rating = each.rating(part)
        if rating is None:
            continue
        if trace is not None and each.day > trace.day:
            chance = model.recall(trace, each.day)
            found += log(1 - chance if rating is Rating.AGAIN else chance)
        trace = model.rated(trace, rating, each.day)
    return found


def _familiar(stories: Iterable[Story]) -> float:
    """How likely a part is told right the first time, by those that were."""
    firsts = [story.asked[0].rating(part) for story in stories if story.asked for part in story.parts]
    heard = [rating for rating in firsts if rating is not None]
    told = sum(1 for rating in heard if rating is not Rating.AGAIN)
    return (told + _FAMILIAR * _FAMILIAR_WEIGHT) / (len(heard) + _FAMILIAR_WEIGHT)
