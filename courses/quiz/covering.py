"""Touching more objectives: a form's items exchanged for others of their lines, one by one. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from courses.quiz.blueprints import Blueprint, Candidate
from courses.quiz.searching import Pick


def cover(
    form: Sequence[Pick], ranked: Sequence[Candidate], blueprint: Blueprint, seen: Mapping[int, int]
) -> list[Pick]:
    """Exchange as long as an exchange touches more objectives, up to the floor; nothing else is lost.

    Of exchanges that touch as many more, the one whose items the learner has seen least.
    """
    picks = list(form)
    while len(_touched(picks)) < blueprint.objective_floor:
        best = max(
            _exchanges(picks, ranked, blueprint),
            key=lambda found: (
                found[0],
                seen.get(picks[found[1]][1].version, 0) - seen.get(found[2].version, 0),
            ),
            default=None,
        )
        if best is None:
            break
        _gain, place, new = best
        picks[place] = (picks[place][0], new)
    return picks


def _touched(picks: Sequence[Pick]) -> Counter[str]:
    return Counter(objective for _line, c in picks for objective in c.objectives)


def _exchanges(
    picks: Sequence[Pick], ranked: Sequence[Candidate], blueprint: Blueprint
) -> Iterator[tuple[int, int, Candidate]]:
    """Yield what each exchange that keeps every count gains, where, and the item that comes."""
    times, taken = _touched(picks), {c.place for _line, c in picks}
    levels, kinds = (Counter(getattr(c, name) for _line, c in picks) for name in ("level", "kind"))
    for place, (line, out) in enumerate(picks):
        lost = {objective for objective in out.objectives if times[objective] == 1}
        for new in ranked:
            is_free = new.place not in taken or (new.place == out.place and new != out)
            won = sum(objective in lost or not times[objective] for objective in new.objectives)
            if won <= len(lost) or not is_free or not blueprint.lines[line].takes(new):
                continue
            if _keeps(levels, kinds, out, new, blueprint):
                yield won - len(lost), place, new


def _keeps(
    levels: Counter[str], kinds: Counter[str], out: Candidate, new: Candidate, blueprint: Blueprint
) -> bool:
    """Whether levels and kinds are still met once one has gone and the other come."""
    bounds = blueprint.bounds
    if out.level != new.level:
        least, most = bounds.get(out.level, (0, 0))[0], bounds.get(new.level)
        if levels[out.level] <= least or (most and levels[new.level] >= most[1]):
            return False
    return out.kind == new.kind or kinds[out.kind] > blueprint.kinds.get(out.kind, 0)
