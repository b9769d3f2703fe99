"""Judging each item of a file against the bank. This only reads; content.importing writes."""

import random
import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from content.cleaning import left_out
from content.coding import Codes, is_well_formed
from content.drafting import draft_of
from content.freezing import content_of
from content.items.content import check_content
from content.items.interchange.terms import Imported, Reading
from content.items.meaning import fingerprint
from content.models import CognitiveLevel, Item, ItemBank, Objective
from content.plans import Choices, Entry, Fate, Plan, Remark
from content.publishing import content_problems, problems_of
from content.summing_up import key_in_words, shortened, stem_in_words
from content.thawing import thaw

NAME_LENGTH = 120
# PostgreSQL can store neither.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def plan_items(bank: ItemBank, reading: Reading, choices: Choices) -> Plan:
    """Judge each item of the file as if those before it were written."""
    desk = _Desk(bank, reading, choices)
    entries = tuple(desk.judge(imported) for imported in reading.items)
    remarks = [
        Remark(r.name, r.message.translated(_), r.line, r.source, r.is_warning) for r in reading.refusals
    ]
    if not entries and not remarks:
        remarks.append(Remark("", _("There are no questions in this file.")))
    return Plan(entries, tuple(sorted(remarks + desk.remarks, key=lambda r: (r.source, r.line))), choices)


class _Desk:
    """Where items are judged: what the bank holds, which codes are taken, what was remarked."""

    def __init__(self, bank: ItemBank, reading: Reading, choices: Choices) -> None:
        self._bank, self._choices = bank, choices
        self._codes = Codes(bank, (imported.code for imported in reading.items))
        self._there = dict(_held_by(bank))
        self._objectives = {objective.code.casefold(): objective for objective in Objective.objects.all()}
        self.remarks: list[Remark] = []

    def judge(self, imported: Imported) -> Entry:
        if unfit := check_content(imported.content):
            return self._refused(imported, [problem.message.translated(_) for problem in unfit])
        item = self._drafted(imported)
        content = _content_of(item)
        mark = fingerprint(content)
        if mark in self._there:
            return self._entry(imported, Fate.THERE, item, content, code=self._there[mark])
        if problems := list(self._problems(imported, item, content)):
            return self._refused(imported, problems)
        self._remark_losses(imported)
        item.code = self._there[mark] = self._code_for(imported)
        return self._entry(imported, Fate.NEW, item, content, code=item.code)

    def _drafted(self, imported: Imported) -> Item:
        item = Item(
            bank=self._bank,
            pool=self._choices.pool,
            name=shortened(" ".join(imported.name.split()), NAME_LENGTH),
            cognitive_level=self._level_of(imported),
            live=False,
            **thaw(imported.content),
        )
        item.objectives = self._objectives_of(imported)
        return item

    def _level_of(self, imported: Imported) -> str:
        own = (tag for tag in imported.tags if tag in CognitiveLevel.values)
        return next(own, self._choices.level)

    def _objectives_of(self, imported: Imported) -> list[Objective]:
        tags = [tag.casefold() for tag in imported.tags]
        own = [self._objectives[tag] for tag in dict.fromkeys(tags) if tag in self._objectives]
        chosen = (self._objectives.get(code.casefold()) for code in self._choices.objectives)
        return own or [objective for objective in chosen if objective]

    def _problems(self, imported: Imported, item: Item, content: dict[str, Any]) -> Iterator[str]:
        if self._choices.is_published:
            yield from problems_of(item, content)
        else:
            yield from (message for _field, message in content_problems(content))
        if any(_UNSTORABLE.search(text) for text in (imported.name, *_texts(content))):
            yield _("The text has a character that cannot be saved.")
        if self._codes.is_taken(imported.code) and not self._choices.has_new_codes:
            taken = _("The code %(code)s is taken by another item. Change it, or ask for new codes.")
            yield taken % {"code": imported.code}
        if self._choices.is_published and not item.cognitive_level:
            yield _("Choose a cognitive level.")

    def _code_for(self, imported: Imported) -> str:
        if is_well_formed(imported.code) and not self._codes.is_taken(imported.code):
            return self._codes.take(imported.code)
        return self._codes.take_next()

    def _remark_losses(self, imported: Imported) -> None:
        if lost := left_out(imported.content["stimulus"] + imported.content["stem"]):
            what = ", ".join(f"<{tag}>" for tag in lost)
            self._remark(
                imported, _("Left out, as items cannot hold it: %(what)s") % {"what": what}, is_warning=True
            )

    def _remark(self, imported: Imported, message: str, *, is_warning: bool) -> None:
        remark = Remark(_name_of(imported), message, imported.line, imported.source, is_warning)
        self.remarks.append(remark)

    def _refused(self, imported: Imported, messages: list[str]) -> Entry:
        for message in dict.fromkeys(messages):
            self._remark(imported, message, is_warning=False)
        return Entry(_name_of(imported), Fate.REFUSED)

    def _entry(
        self, imported: Imported, fate: Fate, item: Item, content: dict[str, Any], *, code: str
    ) -> Entry:
        return Entry(
            name=_name_of(imported),
            fate=fate,
            code=code,
            kind=item.kind,
            stem=stem_in_words(content),
            key=key_in_words(content),
            points=imported.points,
            item=item if fate is Fate.NEW else None,
        )


def _held_by(bank: ItemBank) -> Iterator[tuple[str, str]]:
    """Yield fingerprint and code of each item of the bank: of what is stored, and of a later draft."""
    for item in Item.objects.filter(bank=bank).select_related("latest_revision"):
        yield fingerprint(_content_of(item)), item.code
        yield fingerprint(_content_of(draft_of(item))), item.code


def _content_of(item: Item) -> dict[str, Any]:
    # The ids are thrown away: what is compared does not hang on them.
    return content_of(item, random.Random(0))  # noqa: S311


def _name_of(imported: Imported) -> str:
    """How the item is called to the person: by its name, its code, or how it begins."""
    stem = imported.content.get("stem", "")
    own = imported.name or imported.code
    return shortened(" ".join(own.split()), 60) if own else shortened(stem_in_words({"stem": stem}), 60)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _texts(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry)
