"""Whose memory it is: variants of two published models, each weighted by how well it foretold what the log says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import exp, log
from typing import NamedTuple

from flashcards.schedule.recall.activation import DECAY, NEXT_DAY, STEEPNESS, Activation
from flashcards.schedule.recall.askings import Story
from flashcards.schedule.recall.fsrs import PARAMETERS, Fsrs, Rating
from flashcards.schedule.recall.memory import Memory
from flashcards.schedule.recall.past import past_of

# logarithms: how fast days pass as against the published parameters, and how much a telling adds to what lasts
_PACES = tuple(step * 0.6 for step in range(-5, 6))
_GROWTHS = tuple(step * 0.5 for step in range(-4, 5))
# how far from the published parameters people are thought to be before their log says anything: as far as the first
# stabilities differ by FSRS's authors; of growth as far as w[8] to w[10] and difficulty move it
_SPREAD_OF_PACES, _SPREAD_OF_GROWTHS = 1.5, 0.7
_GROWTH_PARAMETER = 8
# of the other model: logarithms of how fast each use fades and how steeply recall follows, and how sure one use is
_DECAYS = tuple(step * 0.6 for step in range(-2, 3))
_STEEPNESSES = tuple(step * 0.6 for step in range(-2, 4))
_SURE = tuple(step * 0.75 for step in range(-4, 5))
_SPREAD_OF_DECAYS, _SPREAD_OF_STEEPNESSES, _SPREAD_OF_SURE = 0.7, 1.0, 2.0
# how much is thought of it before, as against FSRS
_SHARE_OF_ACTIVATION = 0.3
# a part of one's own story is told right the first time with even chances, which counts as two parts that were heard
_FAMILIAR, _FAMILIAR_WEIGHT = 0.5, 2
# so many variants stand for all of them, the more of the same the more it weighs
_STAND_FOR_ALL = 20
_WEEK = 7
# so much of a log says enough; more is not looked at
_MOST_ASKINGS = 600


class Learner(NamedTuple):
    """Variants of the models with their weights, which add up to 1, and the chance of a part that was never told.

    The first variant keeps least of what was told, the last one most.
    """

    variants: tuple[tuple[float, Memory], ...]
    familiar: float

    def at(self, quantile: float) -> Memory:
        """The variant at which this share of all weights is reached, 0 to 1."""
        reached = 0.0
        for weight, model in self.variants:
            reached += weight
            if reached >= quantile:
                return model
        return self.variants[-1][1]


def learner_of(stories: Sequence[Story]) -> Learner:
    """The learner whose log this is; with an empty one somebody around the published parameters.

    A variant weighs what was thought of it before, times the chance that it gave to each answer when all answers
    before were known and that one was not: each is foretold, none is fitted (A. P. Dawid, "Statistical theory: the
    prequential approach", 1984). So a long log counts for more than what is published, and a short log moves little.
    Answers on the day of another one say nothing of forgetting, and are not foretold.

    What is thought before is wide, about as far as the parameters differ that FSRS's authors fitted to each of
    thousands of people (the spreads to which their optimizer holds a fit): a narrower one would draw everybody to the
    mean of all. How much is gained by a telling that was not put to the test yet, no log says; so another model stands
    beside FSRS, which reads the same answers in another way, and both count for what they foretold (J. A. Hoeting and
    others, "Bayesian model averaging: a tutorial", 1999).
    """
    recent = sorted(stories, key=lambda each: (each.asked[-1].day if each.asked else 0, each.card), reverse=True)
    counted = list(_first(recent, _MOST_ASKINGS))
    past = past_of(counted)
    scores = [(prior + past.foretold(model), model) for prior, model in _variants()]
    best = max(score for score, _ in scores)
    return Learner(_some([(exp(score - best), model) for score, model in scores]), _familiar(counted))


def _some(weighed: Sequence[tuple[float, Memory]]) -> tuple[tuple[float, Memory], ...]:
    """A few variants for all, drawn at even steps of their weights, from who keeps least to who keeps most.

    Source: G. Kitagawa, "Monte Carlo filter and smoother for non-Gaussian nonlinear state space models" (1996).
    """
    step = sum(weight for weight, _ in weighed) / _STAND_FOR_ALL
    found, reached, drawn = [], 0.0, 0
    for weight, model in sorted(weighed, key=lambda each: _kept(each[1])):
        reached += weight
        times = min(int(reached / step + 0.5), _STAND_FOR_ALL) - drawn
        if times:
            found.append((times / _STAND_FOR_ALL, model))
            drawn += times
    return tuple(found)


def _kept(model: Memory) -> float:
    """How much is left of what was told on two days, a week later."""
    return model.recall(model.rated(model.rated(None, Rating.GOOD, 0), Rating.GOOD, 1), 1 + _WEEK)


def _first(stories: Iterable[Story], askings: int) -> Iterable[Story]:
    for story in stories:
        if askings <= 0:
            return
        askings -= len(story.asked)
        yield story


def _variants() -> list[tuple[float, Memory]]:
    """Each variant with the logarithm of what is thought of it before."""
    return [*_shared(1 - _SHARE_OF_ACTIVATION, _fsrs()), *_shared(_SHARE_OF_ACTIVATION, _activation())]


def _shared(share: float, family: Iterable[tuple[float, Memory]]) -> Iterator[tuple[float, Memory]]:
    """The variants of a family, which together are thought of with a share. Each comes with its squared distance."""
    found = [(-squared / 2, model) for squared, model in family]
    whole = log(share / sum(exp(prior) for prior, _ in found))
    return ((whole + prior, model) for prior, model in found)


def _fsrs() -> Iterator[tuple[float, Memory]]:
    for pace, growth in product(_PACES, _GROWTHS):
        parameters = list(PARAMETERS)
        parameters[_GROWTH_PARAMETER] += growth
        yield (pace / _SPREAD_OF_PACES) ** 2 + (growth / _SPREAD_OF_GROWTHS) ** 2, Fsrs(parameters, exp(pace))


def _activation() -> Iterator[tuple[float, Memory]]:
    for decay, steepness, sure in product(_DECAYS, _STEEPNESSES, _SURE):
        squared = (decay / _SPREAD_OF_DECAYS) ** 2 + (steepness / _SPREAD_OF_STEEPNESSES) ** 2
        model = Activation(DECAY * exp(decay), STEEPNESS * exp(steepness), NEXT_DAY + sure)
        yield squared + (sure / _SPREAD_OF_SURE) ** 2, model


def _familiar(stories: Iterable[Story]) -> float:
    """How likely a part is told right the first time, by those that were."""
    firsts = [story.asked[0].rating(part) for story in stories if story.asked for part in story.parts]
    heard = [rating for rating in firsts if rating is not None]
    told = sum(1 for rating in heard if rating is not Rating.AGAIN)
    return (told + _FAMILIAR * _FAMILIAR_WEIGHT) / (len(heard) + _FAMILIAR_WEIGHT)
