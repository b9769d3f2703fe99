"""Tries to change what must never change, in a process and a database of its own; see test_append_only.py."""

import json
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module

from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from wagtail.models import Locale, Page

from certificates.models import Certificate, SigningKey
from content.models import ItemVersion
from courses.models import Accommodation, AccommodationEvent, AttemptEvent, Mark
from courses.quiz.attempting import start_attempt
from tests.blank_site import make_blank_site
from tests.conftest import AT
from tests.courses.building import make_enrolment, make_exam
from tests.factories import make_completion, make_learner

MIGRATIONS = (
    "content.migrations.0005_versions_never_change",
    "courses.migrations.0003_logs_only_grow",
    "certificates.migrations.0006_certificates_stay",
)


def main() -> None:
    """Print one JSON object: what was tried -> whether the database let it be."""
    make_blank_site()
    run_steps("code")
    said = {name: is_done(change) for name, change in changes().items()}
    run_steps("reverse_code")
    said["reversed"] = is_done(lambda: AttemptEvent.objects.update(kind="other"))
    run_steps("code")
    call_command("flush", interactive=False, verbosity=0)
    said["rows after flush"] = AttemptEvent.objects.count()
    event = start_attempt(*seat()).events.get()
    said["refused after flush"] = not is_done(event.delete)
    print(json.dumps(said))  # noqa: T201 - what the test reads


def run_steps(direction: str) -> None:
    """Do or undo the steps of our migrations: the tables here came straight from the models."""
    with connection.schema_editor() as editor:
        for name in MIGRATIONS:
            getattr(import_module(name).Migration.operations[0], direction)(None, editor)


def seat():
    if not Page.objects.filter(depth=1).exists():
        Locale.objects.get_or_create(language_code="en-gb")
        Page.add_root(title="Root", slug="root")
    enrolment = make_enrolment()
    return enrolment, make_exam(enrolment.course, items=1)


def is_done(change: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            change()
    except IntegrityError as refusal:
        # Another refusal would be no proof.
        return "append-only" not in str(refusal)
    return True


def changes() -> dict[str, Callable[[], object]]:
    enrolment, exam = seat()
    attempt, clerk = start_attempt(enrolment, exam, at=AT), make_learner("Clara Clerk")
    event, version = attempt.events.filter(number=1), ItemVersion.objects.filter(number=1)
    AttemptEvent.objects.create(attempt=attempt, number=2, kind="flag", actor=clerk)
    version.update(published_by=None)
    answer = attempt.answers.get()
    mark = Mark.objects.filter(
        pk=Mark.objects.create(answer=answer, marker=enrolment.learner, levels={}, points=1).pk
    )
    granted = make_granted(enrolment.learner, by=make_learner("Greta Granter"))
    grant = AccommodationEvent.objects.filter(pk=granted.pk)
    return {
        "event kind": lambda: event.update(kind="void"),
        "event payload": lambda: event.update(payload={}),
        "event at": lambda: event.update(at=None),
        "event number": lambda: event.update(number=5),
        "event actor to another": lambda: event.update(actor=clerk),
        "event gone": event.delete,
        "all events gone": lambda: AttemptEvent.objects.all().delete(),
        "attempt gone with its events": start_attempt(make_enrolment(enrolment.course), exam).delete,
        "version content": lambda: version.update(content={}),
        "version sha256": lambda: version.update(sha256="0" * 64),
        "version number": lambda: version.update(number=2),
        "version published by another": lambda: version.update(published_by=clerk),
        "version gone": lambda: version._raw_delete(version.db),
        "mark points": lambda: mark.update(points=2),
        "mark levels": lambda: mark.update(levels={"a": 1}),
        "mark gone": mark.delete,
        "grant event": lambda: grant.update(kind="other"),
        "grant event gone": grant.delete,
        "MAY mark released": lambda: mark.update(released_at=AT),
        "mark released again": lambda: mark.update(released_at="2027-01-01T00:00Z"),
        "mark taken back": lambda: mark.update(released_at=None),
        "MAY the same again": lambda: event.update(kind="start"),
        "MAY a person goes": clerk.delete,
        "MAY another event": lambda: AttemptEvent.objects.create(attempt=attempt, number=3, kind="flag"),
    } | changes_of_certificate(make_learner("Olga Officer"))


def changes_of_certificate(officer) -> dict[str, Callable[[], object]]:
    one = make_attested()
    newer = make_attested().get()
    revoked = {"revoked_at": AT, "revocation_reason": "Issued in error.", "revoked_by": officer}
    return {
        "certificate id": lambda: one.update(public_id="9" * 26),
        "certificate file": lambda: one.update(pdf_sha256="9" * 64),
        "certificate completion": lambda: one.update(completion=newer.completion, edition=2),
        "certificate gone": lambda: one._raw_delete(one.db),
        "MAY certificate hidden": lambda: one.update(is_withheld=True),
        "MAY certificate replaced": lambda: one.update(superseded_at=AT, superseded_as="renewal"),
        "certificate replaced for another reason": lambda: one.update(superseded_as="key"),
        "certificate in force again": lambda: one.update(superseded_at=None, superseded_as=""),
        "MAY certificate revoked": lambda: one.update(**revoked),
        "certificate revoked later": lambda: one.update(revoked_at=AT + timedelta(days=1)),
        "certificate revoked for another reason": lambda: one.update(revocation_reason="Second thoughts."),
        "certificate not revoked": lambda: one.update(revoked_at=None, revocation_reason=""),
        "MAY certificate without its officer": lambda: one.update(revoked_by=None),
        "MAY certificate nameless": lambda: one.update(**NAMELESS, erased_at=AT),
        "certificate named again": lambda: one.update(erased_at=None, **dict.fromkeys(NAMELESS, "x")),
    }


#: What goes with the name.
NAMELESS = dict.fromkeys(("earner", "claims", "signature", "credential", "pdf"), "")


def make_attested():
    """Return the rows of one certificate; what it says is of no account here."""
    key, _new = SigningKey.objects.get_or_create(key_id="ed25519-1", public_key="1")
    completion = make_completion()
    public_id = f"{completion.pk:026}"
    made = Certificate.objects.create(
        **dict.fromkeys(("earner", "claims", "signature", "pdf", "achievement"), "x"),
        **{"public_id": public_id, "completion": completion, "key": key, "pdf_sha256": "0" * 64},
        **{"awarded_on": AT.date(), "issued_at": AT, "expires_at": AT + timedelta(days=9)},
    )
    return Certificate.objects.filter(pk=made.pk)


def make_granted(learner, *, by):
    grant = Accommodation.objects.create(
        learner=learner, valid_from=AT, valid_until=AT, reason="x", recorded_by=by, extra_minutes=5
    )
    return AccommodationEvent.objects.create(accommodation=grant, number=1, kind="record", actor=by)
