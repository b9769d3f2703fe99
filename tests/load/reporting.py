"""The table that a benchmark prints: medians of its rounds, their range, and the share of the floor."""

import statistics
from collections import defaultdict
from collections.abc import Iterable

from tests.load.driving import Times

#: What only reads is held against the view that only reads.
READING = ("floor, read", "page", "result")


def report(found: Iterable[tuple[str, Times]]) -> None:
    rounds: dict[str, list[Times]] = defaultdict(list)
    for name, times in found:
        rounds[name].append(times)
    print(f"{'':20}{'a second':>10}{'range':>18}{'p50 ms':>9}{'p95 ms':>9}{'of floor':>10}")
    for name, several in rounds.items():
        floor = rounds["floor, read" if name.startswith(READING) else "floor, write"]
        rates = [times.rate for times in several]
        shown = f"{min(rates):.1f}–{max(rates):.1f}"
        print(
            f"{name:20}{statistics.median(rates):10.1f}{shown:>18}{_percentile(several, 50):9.1f}"
            f"{_percentile(several, 95):9.1f}{statistics.median(rates) / _rate(floor):10.2f}"
        )


def _rate(several: list[Times]) -> float:
    return statistics.median(times.rate for times in several)


def _percentile(several: list[Times], percent: int) -> float:
    return statistics.median(times.percentile(percent) for times in several)
