"""Sentences for people, translatable without knowing who translates."""

from collections.abc import Callable
from typing import Self


class Wording(str):
    """An English sentence that remembers its template, for doors that speak otherwise.

    Import as `_`, so that the message extractor finds the template.

    >>> Wording("%(given)s of %(all)s matched", given=3, all=6)
    '3 of 6 matched'
    """

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, **values: object) -> Self:
        wording = super().__new__(cls, _filled(template, values))
        wording.template, wording.values = template, values
        return wording

    def translated(self, gettext: Callable[[str], str]) -> str:
        """Say it in another language, with any sentence inside it."""
        values = {
            name: value.translated(gettext) if isinstance(value, Wording) else value
            for name, value in self.values.items()
        }
        return _filled(gettext(self.template), values)


def _filled(template: str, values: dict[str, object]) -> str:
    return template % values if values else template
