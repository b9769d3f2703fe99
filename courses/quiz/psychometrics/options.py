"""One option of an item: how many chose it, and whether they were those who know less. Pure.

Keys of what was chosen: the id of an option; left=right for a pair; gap:key in a text with gaps; for what
is written, its normalised text; for steps, their numbers in the order given.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from content.items.normalising import normalise_text
from content.items.terms import Content, Response
from courses.quiz.psychometrics.items import total_share
from courses.quiz.psychometrics.moments import mean_of, moments_of
from courses.quiz.psychometrics.tallying import ItemTally, Score

# Of what people wrote, in an item or in each of its gaps, this many different answers are shown.
MOST_WRITTEN = 12
# And of each so many letters: it may be as long as a page.
LONGEST_WRITTEN = 80


@dataclass(frozen=True)
class Option:
    """key: see above. part: which stem or gap it answers, "" for the item as a whole."""

    key: str
    text: str
    is_key: bool
    part: str = ""


@dataclass(frozen=True)
class OptionStatistics:
    """share: of all who met the item, 0..1. mean_total: of those who chose it.

    In points of a fixed form; where forms are drawn, as a share of the points. rest_correlation: of
    choosing it with the rest, -1..1.
    """

    option: Option
    n: int
    share: float
    mean_total: float | None
    rest_correlation: float | None


def options_of(content: Content) -> list[Option]:
    """Return what could be chosen; nothing for what is written."""
    match content["type"]:
        case "single_choice" | "multiple_response":
            return [Option(o["id"], o["text"], bool(o["correct"])) for o in content["options"]]
        case "matching":
            return list(_pairs(content))
        case "cloze":
            return list(_gaps(content))
    return []


def chosen_of(content: Content, response: Response | None) -> list[str]:
    """Return the keys of what was chosen; none for a blank, and none for an essay."""
    given = response or {}
    match content["type"]:
        case "single_choice":
            return [given["choice"]] if "choice" in given else []
        case "multiple_response":
            return list(given.get("choices", ()))
        case "matching":
            return [f"{left}={right}" for left, right in given.get("pairs", {}).items()]
        case "ordering":
            return _order(content, given.get("order", ()))
        case "numeric":
            return [given["value"]] if "value" in given else []
        case "short_text":
            return [normalise_text(given["text"])] if "text" in given else []
        case "cloze":
            return _filled(content, given.get("gaps", {}))
    return []


def _pairs(content: Content) -> Iterator[Option]:
    for left in content["left"]:
        for right in content["right"]:
            is_key = content["key"][left["id"]] == right["id"]
            yield Option(f"{left['id']}={right['id']}", right["text"], is_key, left["text"])


def _gaps(content: Content) -> Iterator[Option]:
    labels = parts_of(content)
    for gap in content["gaps"]:
        for option in options_of(gap["interaction"]):
            yield Option(f"{gap['id']}:{option.key}", option.text, option.is_key, labels[gap["id"]])


def _filled(content: Content, gaps: Response) -> list[str]:
    return [
        f"{gap['id']}:{key}"
        for gap in content["gaps"]
        if gaps.get(gap["id"])
        for key in chosen_of(gap["interaction"], gaps[gap["id"]])
    ]


def _order(content: Content, given: Sequence[str]) -> list[str]:
    numbers = {step["id"]: str(number) for number, step in enumerate(content["sequence"], start=1)}
    return [" ".join(numbers.get(step, "?") for step in given)] if given else []


def parts_of(content: Content) -> dict[str, str]:
    """Return the id of each gap with its label; nothing for an item without gaps."""
    gaps = content["gaps"] if content["type"] == "cloze" else ()
    return {gap["id"]: gap.get("label") or f"[{number}]" for number, gap in enumerate(gaps, start=1)}


def option_statistics(
    item: ItemTally, options: Sequence[Option], parts: Mapping[str, str] = MappingProxyType({})
) -> list[OptionStatistics]:
    """Return each option in the author's order; then what was written, the most frequent first.

    parts: see parts_of. The options of one part stand together, in the order of the text.
    """
    known = {option.key for option in options}
    written = sorted(
        (key for key in item.chosen if key not in known), key=lambda key: -item.chosen[key].total()
    )
    by_part: dict[str, list[Option]] = {label: [] for label in (*parts.values(), "")}
    for option in options:
        by_part.setdefault(option.part, []).append(option)
    room = dict.fromkeys(by_part, MOST_WRITTEN)
    for option in (_written(item, key, parts) for key in written):
        room[option.part] -= 1
        if room[option.part] >= 0:
            by_part[option.part].append(option)
    return [_statistics(item, option) for found in by_part.values() for option in found]


def _written(item: ItemTally, key: str, parts: Mapping[str, str]) -> Option:
    """What was written is right if it earned every point; in one gap of several nobody can tell."""
    gap, _colon, text = key.partition(":")
    if gap in parts:
        return Option(key, _shortened(text), is_key=False, part=parts[gap])
    is_right = all(points >= most > 0 for points, most, *_rest in item.chosen[key])
    return Option(key, _shortened(key), is_right)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_WRITTEN else f"{text[:LONGEST_WRITTEN].rstrip()}…"


def _statistics(item: ItemTally, option: Option) -> OptionStatistics:
    chosen = item.chosen.get(option.key, Counter[Score]())
    n = chosen.total()
    return OptionStatistics(
        option=option,
        n=n,
        share=n / item.n if item.n else 0.0,
        mean_total=_mean_total(item, chosen),
        rest_correlation=_rest_correlation(item, chosen),
    )


def _mean_total(item: ItemTally, chosen: Counter[Score]) -> float | None:
    if item.is_uniform:
        own = int(item.is_scored)
        totals = [(rest + own * x, n) for (x, _m, rest, _most), n in chosen.items()]
    else:
        shares = ((total_share(score, is_scored=item.is_scored), n) for score, n in chosen.items())
        totals = [(share, n) for share, n in shares if share is not None]
    counted = sum(n for _total, n in totals)
    return mean_of(totals, counted) if counted else None


def _rest_correlation(item: ItemTally, chosen: Counter[Score]) -> float | None:
    """Correlate choosing it (0 or 1) with the rest: the point-biserial, the item itself left out."""
    triples = []
    for score, n in item.scores.items():
        rest = _rest(item, score)
        if rest is not None:
            took = chosen.get(score, 0)
            triples += [(1.0, rest, took), (0.0, rest, n - took)]
    moments = moments_of([triple for triple in triples if triple[2]])
    return moments.correlation if moments else None


def _rest(item: ItemTally, score: Score) -> float | None:
    _x, _m, rest, most = score
    if not most:
        return None
    return rest if item.is_uniform else rest / most
