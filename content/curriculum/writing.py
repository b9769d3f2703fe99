"""Rows and pages from entries, and back: what a row holds now."""

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from django.db import models
from wagtail.models import DraftStateMixin, Page, Site

from content.addressing import address_of_site
from content.curriculum.entries import Entry
from content.models import (
    BlueprintLine,
    CataloguePage,
    CoursePage,
    GlossaryTerm,
    HomePage,
    Item,
    ItemBank,
    LessonPage,
    LevelQuota,
    ModulePage,
    Objective,
    QuizPage,
)
from content.models.going_live import trusting

# Each kind of entry: its model, and the field by which a row of an editor's own is recognised.
KINDS: dict[str, tuple[type[models.Model], str]] = {
    "objective": (Objective, "code"),
    "bank": (ItemBank, "slug"),
    "home": (HomePage, ""),
    "catalogue": (CataloguePage, ""),
    "course": (CoursePage, "slug"),
    "module": (ModulePage, "slug"),
    "item": (Item, "code"),
    "lesson": (LessonPage, "slug"),
    "check": (QuizPage, "slug"),
    "exam": (QuizPage, "slug"),
    "term": (GlossaryTerm, "slug"),
}
Ids = dict[str, int]


def is_page(kind: str) -> bool:
    return issubclass(KINDS[kind][0], Page)


def new_row(entry: Entry) -> models.Model:
    return KINDS[entry.kind][0]()


def row_of(entry: Entry, object_id: int | None) -> models.Model | None:
    return KINDS[entry.kind][0]._default_manager.filter(pk=object_id).first()


def ids_of(loaded: Mapping[str, int | None]) -> Ids:
    """Return key -> id of what was loaded and still stands; what an editor removed is left out."""
    there = {
        kind: set(model._default_manager.values_list("pk", flat=True)) for kind, (model, _) in KINDS.items()
    }
    return {key: pk for key, pk in loaded.items() if pk and pk in there.get(key.partition(":")[0], ())}


def wants_what_is_gone(entry: Entry, ids: Ids) -> bool:
    """Whether the entry hangs on a row that is not there, such as an item on a lesson that was removed."""
    for name, value in entry.fields.items():
        setter = SETTERS.get(name)
        wanted = (
            [value] if setter is _set_related else [key for key, _ in value] if name == "blueprint" else []
        )
        if any(key and key not in ids for key in wanted):
            return True
    return False


def is_there(key: str, ids: Ids) -> bool:
    """Whether the page of this key stands in the tree."""
    return bool(Page.objects.filter(pk=ids.get(key)).exists())


def stranger_of(entry: Entry, ids: Ids) -> models.Model | None:
    """Return the row that stands where the entry would go though it was never loaded."""
    model, natural = KINDS[entry.kind]
    rows = model._default_manager.all()
    if natural:
        rows = rows.filter(**{natural: entry.fields[natural]})
        if is_page(entry.kind):
            rows = rows.child_of(Page.objects.get(pk=ids[entry.parent]))  # type: ignore[attr-defined]
    return rows.first()


def add_page(entry: Entry, ids: Ids) -> Page:
    """Put an unpublished page with the entry's title into the tree; its fields are filled later."""
    model: type[Page] = KINDS[entry.kind][0]
    page = model(title=entry.fields["title"], slug=entry.fields["slug"], live=False)
    if entry.kind == "home":
        return _plant_home(page)
    return Page.objects.get(pk=ids[entry.parent]).add_child(instance=page)


def _plant_home(home: Page) -> Page:
    """Put the home page at the root of the site, in the place of Wagtail's page of welcome."""
    root = Page.objects.get(depth=1)
    for welcome in root.get_children().filter(content_type__model="page", slug="home", numchild=0):
        welcome.delete()
    root.refresh_from_db()
    root.add_child(instance=home)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": home, "site_name": "Lean Leaders", **address_of_site()},
    )
    return home


def fill(row: models.Model, entry: Entry, ids: Ids) -> None:
    """Write the entry's fields, and publish what can be published."""
    for name, value in entry.fields.items():
        SETTERS.get(name, _set_plain)(row, name, value, ids)
    row.full_clean()
    if isinstance(row, DraftStateMixin):
        if row.pk is None:
            row.live = False
            row.save()
        with trusting():
            row.save_revision().publish()
    else:
        row.save()


def state_of(row: models.Model, entry: Entry) -> str:
    """Return a hash over what the entry's fields hold in the database, and whether they are public."""
    fresh = type(row)._default_manager.get(pk=row.pk)
    held = {name: GETTERS.get(name, _plain)(fresh, name) for name in entry.fields}
    held["live"] = getattr(fresh, "live", True)
    return sha256(json.dumps(held, sort_keys=True, default=str).encode()).hexdigest()


def _set_plain(row: Any, name: str, value: Any, ids: Ids) -> None:
    setattr(row, name, value)


def _set_related(row: Any, name: str, value: str, ids: Ids) -> None:
    setattr(row, f"{name}_id", ids.get(value))


def _set_objectives(row: Any, name: str, value: list[str], ids: Ids) -> None:
    row.objectives = Objective.objects.filter(pk__in=[ids[key] for key in value if key in ids])


def _set_stream(row: Any, name: str, value: list[dict[str, Any]], ids: Ids) -> None:
    """Blocks that ask an item hold its key in the entry, its id in the row."""
    blocks = [
        block | {"value": {"item": ids.get(block["value"]["item"])}} if block["type"] == "check" else block
        for block in value
    ]
    setattr(row, name, json.dumps(blocks))


def _set_blueprint(row: Any, name: str, value: list[Any], ids: Ids) -> None:
    row.blueprint = [
        BlueprintLine(bank_id=ids[key], count=count, sort_order=n) for n, (key, count) in enumerate(value)
    ]


def _set_levels(row: Any, name: str, value: list[Any], ids: Ids) -> None:
    row.levels = [
        LevelQuota(level=level, count=count, sort_order=n) for n, (level, count) in enumerate(value)
    ]


SETTERS: dict[str, Callable[[Any, str, Any, Ids], None]] = {
    "bank": _set_related,
    "lesson": _set_related,
    "module": _set_related,
    "objectives": _set_objectives,
    "interaction": _set_stream,
    "body": _set_stream,
    "blueprint": _set_blueprint,
    "levels": _set_levels,
}


def _plain(row: Any, name: str) -> Any:
    return getattr(row, name)


def _id(row: Any, name: str) -> Any:
    return getattr(row, f"{name}_id")


GETTERS: dict[str, Callable[[Any, str], Any]] = {
    "bank": _id,
    "lesson": _id,
    "module": _id,
    "objectives": lambda row, name: sorted(objective.code for objective in row.objectives.all()),
    "interaction": lambda row, name: list(getattr(row, name).raw_data),
    "body": lambda row, name: list(getattr(row, name).raw_data),
    "blueprint": lambda row, name: [[line.bank_id, line.count] for line in row.blueprint.all()],
    "levels": lambda row, name: [[quota.level, quota.count] for quota in row.levels.all()],
}
