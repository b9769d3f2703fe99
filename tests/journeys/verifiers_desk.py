"""Certificates in every state, made in a served copy by a command; what a verifier's journey looks at."""

import json
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from certificates.life.erasing import erase
from certificates.life.issuing import issue_certificate
from certificates.life.revoking import revoke_certificate
from certificates.life.superseding import supersede
from certificates.models import Certificate
from content.models import CoursePage
from courses.enrolling import enrol
from courses.models import Completion
from lms.models import User

RESULTS = [{"module": "Kaizen", "score": "92"}, {"exam": "Final exam", "score": "82"}]


def lay_out(folder: str) -> None:
    """Make the certificates; write their ids and credentials into desk.json, and one genuine file."""
    made = {
        "valid": _issued("Ines Calder"),
        "revoked": _revoked(),
        "expired": _over(),
        **_replaced(),
        "not yet valid": _early(),
        "withheld": _showing("Wanda Calder", is_withheld=True),
        "hidden": _showing("Hanna Calder", name_shown="hidden", shows_results=False),
        "erased": erase(_issued("Erna Calder"), by=None),
        "altered": _showing("Anna Calder", earner="Mallory"),
    }
    desk = {state: row.public_id for state, row in made.items()}
    genuine = made["valid"]
    with genuine.pdf.open("rb") as file:
        (Path(folder) / "genuine.pdf").write_bytes(file.read())
    (Path(folder) / "credential.json").write_text(genuine.credential, encoding="utf-8")
    (Path(folder) / "desk.json").write_text(json.dumps(desk), encoding="utf-8")


def _issued(name: str) -> Certificate:
    learner = User.objects.create_user(f"{name.split()[0].lower()}@desk.example", full_name=name)
    enrolment = enrol(learner, CoursePage.objects.get(slug="lean-leaders"))
    at = timezone.now() - timedelta(days=40)
    return issue_certificate(Completion.objects.create(enrolment=enrolment, completed_at=at, results=RESULTS))


def _revoked() -> Certificate:
    return revoke_certificate(_issued("Ruth Calder"), reason="Assessment rules not met.", by=None)


def _replaced() -> dict[str, Certificate]:
    old = _issued("Sven Calder")
    newer = supersede(old, why="correction", by=None, name="Sven Calderón")
    return {"superseded": old, "newer": newer}


def _early() -> Certificate:
    old = _issued("Nora Calder")
    begins = timezone.now() + timedelta(days=30)
    return supersede(old, why="renewal", by=None, valid_from=begins, expires_at=begins + timedelta(days=900))


def _over() -> Certificate:
    """One that ends within the second."""
    now = timezone.now()
    ends = now + timedelta(seconds=1)
    return supersede(_issued("Emil Calder"), why="renewal", by=None, expires_at=ends, at=now)


def _showing(name: str, **columns: object) -> Certificate:
    certificate = _issued(name)
    Certificate.objects.filter(pk=certificate.pk).update(**columns)
    return certificate
