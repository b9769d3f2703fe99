"""Codes for items that come from elsewhere: their own where it will do, else the next of their bank."""

import re
from collections.abc import Iterable

from content.models import Item, ItemBank

LONGEST = 20  # what the column for a code holds
DIGITS = 5
_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}")


def is_well_formed(code: str) -> bool:
    return bool(_WELL_FORMED.fullmatch(code))


class Codes:
    """Which codes are taken, by rows and by what was given away here.

    wanted: what the file itself names; none of these is given to another item.
    """

    def __init__(self, bank: ItemBank, wanted: Iterable[str]) -> None:
        self._wanted = {code for code in wanted if is_well_formed(code)}
        self._prefix = bank.slug.upper()[: LONGEST - DIGITS - 1].strip("-_") or "ITEM"
        self._taken = set(Item.objects.filter(code__in=self._wanted).values_list("code", flat=True))
        self._last = max(map(self._number, self._given_before()), default=0)

    def is_taken(self, code: str) -> bool:
        return code in self._taken

    def take(self, code: str) -> str:
        self._taken.add(code)
        return code

    def take_next(self) -> str:
        """Return <BANK>-<n>, n being the first after all that the bank has given before."""
        self._last += 1
        while (code := f"{self._prefix}-{self._last}") in self._wanted:
            self._last += 1
        return self.take(code)

    def _given_before(self) -> list[str]:
        return list(Item.objects.filter(code__startswith=f"{self._prefix}-").values_list("code", flat=True))

    def _number(self, code: str) -> int:
        """Read 12 in GEMBA-12 and in GEMBA-012; 0 where there is no number."""
        ending = code.removeprefix(f"{self._prefix}-")
        return int(ending) if re.fullmatch(r"[0-9]{1,5}", ending) else 0
