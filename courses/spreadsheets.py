"""Tables for spreadsheets, line by line, in which no cell becomes a formula. Pure."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

# A spreadsheet takes a text that begins like this for something to work out; in East Asia wide signs too.
ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Cell = str | int | float | None


def guarded(cell: Cell) -> str | int | float:
    """Return the cell so that a spreadsheet shows it and no more; a number is a number, None is empty."""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(ACTIVE) else cell
    return "" if cell is None else cell


def lines(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Yield each row as a line of comma-separated values, ended as RFC 4180 has it."""
    writer = csv.writer(_Echo())
    return (writer.writerow([guarded(cell) for cell in row]) for row in rows)


class _Writes(Protocol):
    def write(self, line: str) -> str: ...


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line
