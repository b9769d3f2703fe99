"""Drawing a form: which items stand in one sitting. Pure; the same seed draws the same form."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

from courses.quiz.blueprints import Blueprint, Candidate, Drawn
from courses.quiz.covering import cover
from courses.quiz.searching import CutShort, Pick, Search, count_of
from courses.quiz.shortages import Shortage, shortage

# How many fresh starts the quick way to the objectives is given.
STARTS = 12
# Choices that may be taken back until a form is given up: a few seconds at the worst.
LIMIT = 2000
# Of these, the share of each thorough search. Where one is lost in a corner, another that begins elsewhere
# often is done at once; the last one has the longest breath.
SHARES = (8, 8, 4, 2)


def draw(
    blueprint: Blueprint,
    candidates: Sequence[Candidate],
    seen: Mapping[int, int],
    rng: random.Random,
    *,
    limit: int = LIMIT,
) -> list[Drawn] | Shortage:
    """Return the items of one form, in the order of asking, or why there can be none.

    seen: version -> how often this learner has met it; the least seen come first, chance decides ties.
    Counts of lines hold exactly, levels within TOLERANCE, kinds and objectives at least; no two enemies
    stand together. A shortage means that no form exists, unless it says that the search was cut short.
    """
    ordered = sorted(candidates, key=lambda c: c.version)
    scored = [c for c in ordered if not c.is_trial]
    counts = [count_of(line, scored) for line in blueprint.lines]
    found = _quickly(blueprint, counts, scored, seen, rng, limit)
    if not isinstance(found, Shortage):
        trials = _trials(blueprint, ordered, found, seen, rng)
        form = [Drawn(c.version, blueprint.lines[line].points) for line, c in found] + trials
        return rng.sample(form, len(form))
    return found


def _quickly(
    blueprint: Blueprint,
    counts: Sequence[int],
    scored: Sequence[Candidate],
    seen: Mapping[int, int],
    rng: random.Random,
    limit: int,
) -> list[Pick] | Shortage:
    """Meet the counts, then exchange towards the objectives; search for both at once if that fails."""
    reached = 0
    for _start in range(STARTS):
        ranked = _ranked(scored, seen, rng)
        try:
            form = _by_lines(blueprint, counts, ranked, rng, limit // STARTS)
        except CutShort:
            continue
        if form is None:
            return shortage(blueprint, counts, scored)
        form = cover(form, ranked, blueprint, seen)
        reached = max(reached, len({objective for _line, c in form for objective in c.objectives}))
        if reached >= blueprint.objective_floor:
            return form
    return _thoroughly(blueprint, counts, scored, seen, rng, reached, limit)


def _by_lines(
    blueprint: Blueprint,
    counts: Sequence[int],
    ranked: Sequence[Candidate],
    rng: random.Random,
    limit: int,
) -> list[Pick] | None:
    """Take the lines in an order of chance: the last ones have to make up for the levels of the others."""
    order = rng.sample(range(len(counts)), len(counts))
    turned = replace(blueprint, lines=tuple(blueprint.lines[n] for n in order))
    form = Search(turned, [counts[n] for n in order], ranked, 0, limit).run()
    return None if form is None else [(order[line], c) for line, c in form]


def _thoroughly(
    blueprint: Blueprint,
    counts: Sequence[int],
    scored: Sequence[Candidate],
    seen: Mapping[int, int],
    rng: random.Random,
    reached: int,
    limit: int,
) -> list[Pick] | Shortage:
    is_certain = False
    for share in SHARES:
        ranked = _ranked(scored, seen, rng)
        search = Search(blueprint, counts, ranked, blueprint.objective_floor, limit // share)
        try:
            form = search.run()
        except CutShort:
            reached = max(reached, search.best)
            continue
        if form:
            return form
        reached, is_certain = max(reached, search.best), True
        break
    return shortage(blueprint, counts, scored, reached=reached, is_certain=is_certain)


def _trials(
    blueprint: Blueprint,
    candidates: Sequence[Candidate],
    form: Sequence[Pick],
    seen: Mapping[int, int],
    rng: random.Random,
) -> list[Drawn]:
    """Draw items on trial from where the lines draw, as many as there are: no enemies, none twice."""
    taken = {c.place for _line, c in form}
    drawn: list[Drawn] = []
    for one in _ranked([c for c in candidates if c.is_trial], seen, rng):
        is_wanted = any(replace(line, level="", kind="").takes(one) for line in blueprint.lines)
        if len(drawn) < blueprint.trial_items and is_wanted and one.place not in taken:
            taken.add(one.place)
            drawn.append(Drawn(one.version, 0, is_trial=True))
    return drawn


def _ranked(candidates: Sequence[Candidate], seen: Mapping[int, int], rng: random.Random) -> list[Candidate]:
    shuffled = rng.sample(list(candidates), len(candidates))
    return sorted(shuffled, key=lambda c: seen.get(c.version, 0))
