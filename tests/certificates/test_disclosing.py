import pytest

from certificates.errors import FileTellsMore
from certificates.life.disclosing import Disclosure, change_disclosure, disclosure_of
from certificates.models import CertificateEvent
from tests.conftest import AT

pytestmark = pytest.mark.django_db
NAMELESS = Disclosure(name="initials", results=False, file=False, withheld=False)


def test_what_is_shown_is_what_the_holder_wants(certificate):
    change_disclosure(certificate, NAMELESS, by=None, at=AT)
    certificate.refresh_from_db()
    assert disclosure_of(certificate) == NAMELESS


def test_a_change_is_one_line_of_the_story_and_the_same_again_is_none(certificate):
    holder = certificate.completion.enrolment.learner
    change_disclosure(certificate, NAMELESS, by=holder, at=AT)
    change_disclosure(certificate, NAMELESS, by=holder, at=AT)
    event = certificate.events.get(kind=CertificateEvent.Kind.SHOWING)
    assert (event.at, event.by) == (AT, holder)
    assert event.note == "name: initials, results: no, file: no, withheld: no"


@pytest.mark.parametrize(("name", "results"), [("initials", True), ("hidden", True), ("full", False)])
def test_a_file_is_not_shared_while_what_it_says_is_not_shown(certificate, name, results):
    before = disclosure_of(certificate)
    wanted = Disclosure(name=name, results=results, file=True, withheld=False)
    with pytest.raises(FileTellsMore, match="The file says your full name and your results"):
        change_disclosure(certificate, wanted, by=None, at=AT)
    certificate.refresh_from_db()
    assert disclosure_of(certificate) == before


def test_what_was_signed_stays_whatever_is_shown(certificate):
    signed = (certificate.claims, certificate.signature, certificate.pdf_sha256)
    change_disclosure(certificate, NAMELESS, by=None, at=AT)
    certificate.refresh_from_db()
    assert (certificate.claims, certificate.signature, certificate.pdf_sha256) == signed
