"""Items as a file that other systems read; what a format cannot hold is told by name."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from content.drafting import draft_of, stored_draft
from content.freezing import content_of
from content.items.interchange.formats import FORMATS
from content.items.interchange.terms import Exported
from content.models import Item, ItemVersion, Objective
from content.publishing import content_problems
from content.summing_up import stem_in_words

WRITABLE = tuple(name for name, each in FORMATS.items() if each.write)


@dataclass(frozen=True)
class LeftOut:
    """An item that is not written, and why, in the author's words."""

    code: str
    name: str
    message: str


@dataclass(frozen=True)
class Export:
    """A file of items. data: empty where not one could be written."""

    data: bytes
    written: tuple[Exported, ...]
    left_out: tuple[LeftOut, ...]


def export_items(items: QuerySet[Item], format_name: str, *, is_draft: bool = False) -> Export:
    """Write the items, in the order of their codes.

    format_name: one of WRITABLE. is_draft: as their authors wrote them last; else as learners meet them.
    """
    rows = items.select_related("bank", "latest_revision").prefetch_related("objectives").order_by("code")
    told = list(_drafts(rows) if is_draft else _versions(rows))
    judged = [_fitting(each, format_name) for each in told]
    written = tuple(each for each in judged if isinstance(each, Exported))
    left_out = tuple(each for each in judged if isinstance(each, LeftOut))
    write = FORMATS[format_name].write
    return Export(write(written) if write and written else b"", written, left_out)


def filename_of(what: str, format_name: str) -> str:
    """Return a name of plain letters. what: such as a bank's short name."""
    return f"{slugify(what) or 'items'}{FORMATS[format_name].suffixes[0]}"


def _fitting(each: Exported | LeftOut, format_name: str) -> Exported | LeftOut:
    unwritable = FORMATS[format_name].unwritable
    if isinstance(each, LeftOut) or unwritable is None or (reason := unwritable(each)) is None:
        return each
    return LeftOut(each.code, each.name or stem_in_words(each.content), reason.translated(_))


def _versions(rows: Iterable[Item]) -> Iterator[Exported | LeftOut]:
    current = {version.item_id: version for version in ItemVersion.objects.current().filter(item__in=rows)}
    for item in rows:
        if version := current.get(item.pk):
            tags = (*version.objectives, version.cognitive_level)
            yield Exported(item.code, item.name, version.content, tags, item.bank.title)
        else:
            yield LeftOut(
                item.code, _name_of(item, item.stem), _("It is not published. Choose drafts to export it.")
            )


def _drafts(rows: Iterable[Item]) -> Iterator[Exported | LeftOut]:
    codes = dict(Objective.objects.values_list("pk", "code"))
    for item in rows:
        draft = draft_of(item)
        content = content_of(draft, random.SystemRandom())
        if problem := next(content_problems(content), None):
            yield LeftOut(item.code, _name_of(item, draft.stem), problem[1])
            continue
        chosen = stored_draft(item).get("objectives", [objective.pk for objective in item.objectives.all()])
        tags = (*sorted(codes[pk] for pk in chosen if pk in codes), *filter(None, [draft.cognitive_level]))
        yield Exported(item.code, item.name, content, tags, item.bank.title)


def _name_of(item: Item, stem: str) -> str:
    """How authors call the item: by its name, or how it begins."""
    return item.name or stem_in_words({"stem": stem})
