from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates.checking.finding import find, look_up
from certificates.life.superseding import supersede
from tests.certificates.conftest import AT


def facts(record):
    """All that the row and those beside it say, except what is fetched on demand."""
    return [
        {name: value for name, value in vars(row).items() if name != "_state"}
        for row in (record, record.key, record.seal_key, getattr(record, "successor", None))
        if row is not None
    ]


def test_a_record_found_is_the_record_that_django_would_find(certificate):
    assert facts(find(certificate.public_id)) == facts(look_up().get(pk=certificate.pk))


def test_so_it_is_with_what_took_its_place(certificate):
    newer = supersede(certificate, why="reissue", by=None, at=AT.replace(year=2027))
    found = find(certificate.public_id)
    assert found.successor == newer
    assert facts(found) == facts(look_up().get(pk=certificate.pk))


def test_one_query_finds_it_with_its_key_and_successor_or_finds_nothing(certificate):
    find("")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = find(certificate.public_id)
        assert found.key.public_key
        assert getattr(found, "successor", None) is None
        assert find("0" * 26) is None
    assert len(asked) == 2
