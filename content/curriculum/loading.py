"""Loading the shipped course: as often as you like, and never over an editor's work."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import models, transaction

from content.curriculum.entries import Entry, read_course
from content.curriculum.records import FOLDER, CurriculumRefused
from content.curriculum.writing import (
    Ids,
    add_page,
    fill,
    ids_of,
    is_page,
    is_there,
    new_row,
    row_of,
    state_of,
    stranger_of,
    wants_what_is_gone,
)
from content.models import ShippedRecord
from content.outline import forget_outlines

Records = dict[str, ShippedRecord]


@dataclass
class Report:
    """What a load did, as keys of entries. kept: left alone, since an editor has been there."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Yield it for people: counts by kind, and the names of what an editor's hand protects."""
        for word, keys in (
            ("Created", self.created),
            ("Changed", self.changed),
            ("As before", self.unchanged),
        ):
            kinds = Counter(key.partition(":")[0] for key in keys)
            if kinds:
                yield f"{word}: " + ", ".join(f"{count} {kind}" for kind, count in kinds.items())
        if self.kept:
            yield "Left alone, because an editor has changed or removed them: " + ", ".join(self.kept)


@transaction.atomic
def load_course(folder: Path = FOLDER) -> Report:
    """Bring the course in, or up to date. Raises CurriculumRefused, with nothing written, for faulty data."""
    entries = read_course(folder)
    records = {record.key: record for record in ShippedRecord.objects.all()}
    ids = ids_of({key: record.object_id for key, record in records.items()})
    report = Report()
    new: set[str] = set()
    for entry in entries:
        if is_page(entry.kind) and entry.key not in records:
            _place(entry, ids, new)
    for entry in entries:
        record = records.get(entry.key)
        if record is None:
            _create(entry, ids, new, report)
        else:
            _update(entry, record, ids, report)
    forget_outlines()
    return report


def _place(entry: Entry, ids: Ids, new: set[str]) -> None:
    """Give the entry's page its place in the tree, so that others can refer to it."""
    if entry.parent and not is_there(entry.parent, ids):
        return  # An editor has removed the page above: this one has no place.
    if stranger := stranger_of(entry, ids):
        ids[entry.key] = stranger.pk
    else:
        ids[entry.key] = add_page(entry, ids).pk
        new.add(entry.key)


def _create(entry: Entry, ids: Ids, new: set[str], report: Report) -> None:
    # Read again: since it was added, the tree has counted the pages below it.
    row = row_of(entry, ids[entry.key]) if entry.key in new else None
    if row is None and is_page(entry.kind):
        report.kept.append(entry.key)
        return
    if row is None and (stranger := stranger_of(entry, ids)):
        # An editor made it first; it serves others as theirs, and stays theirs.
        ids[entry.key] = stranger.pk
        report.kept.append(entry.key)
        return
    if wants_what_is_gone(entry, ids):
        report.kept.append(entry.key)
        return
    row = row or new_row(entry)
    _fill(row, entry, ids)
    ids[entry.key] = row.pk
    ShippedRecord.objects.create(
        key=entry.key, object_id=row.pk, source_hash=entry.source_hash, loaded_hash=state_of(row, entry)
    )
    report.created.append(entry.key)


def _update(entry: Entry, record: ShippedRecord, ids: Ids, report: Report) -> None:
    if record.source_hash == entry.source_hash:
        report.unchanged.append(entry.key)
        return
    row = row_of(entry, record.object_id)
    is_draft = getattr(row, "has_unpublished_changes", False)
    if row is None or is_draft or state_of(row, entry) != record.loaded_hash:
        report.kept.append(entry.key)
        return
    if wants_what_is_gone(entry, ids):
        report.kept.append(entry.key)
        return
    _fill(row, entry, ids)
    record.source_hash, record.loaded_hash = entry.source_hash, state_of(row, entry)
    record.save()
    report.changed.append(entry.key)


def _fill(row: models.Model, entry: Entry, ids: Ids) -> None:
    try:
        fill(row, entry, ids)
    except ValidationError as refused:
        raise CurriculumRefused([f"{entry.key}: {message}" for message in refused.messages]) from refused
