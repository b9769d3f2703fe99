"""The questions of others, as authors take them in: what is read is stored, and says the same."""

import random

import pytest

from content.cleaning import clean_html
from content.freezing import content_of
from content.importing import ImportRefused, import_items
from content.items.interchange.formats import guess
from content.items.meaning import fingerprint
from content.models import Item
from content.plans import Choices
from content.receiving import read_file
from tests.content.importing import make_bank
from tests.content.items.interchange.corpora import found

pytestmark = pytest.mark.django_db
KINDS = [("gift", "**/*.gift"), ("gift", "**/*.txt"), ("aiken", "**/*.txt"), ("moodle-xml", "**/*.xml")]
KINDS += [("moodle-xml", "**/*.txt"), ("qti", "**/*.xml"), ("qti", "**/*.zip")]
FILES = [param for folder, pattern in KINDS for param in found(folder, pattern)]


def cleaned(content):
    """The content with its markup as it may be stored."""
    html = {name: clean_html(content[name]) for name in ("stimulus", "stem", "text") if name in content}
    return content | html


@pytest.mark.parametrize("path", FILES)
def test_what_was_read_is_taken_and_says_the_same(path):
    data = path.read_bytes()
    reading = read_file(data, guess(path.name, data))
    bank = make_bank()
    if not reading.items:
        with pytest.raises(ImportRefused) as refused:
            import_items(bank, reading, Choices(is_whole=False))
        assert all(remark.message for remark in refused.value.plan.refusals)
        return
    plan = import_items(bank, reading, Choices(is_whole=False, has_new_codes=True))
    assert len(plan.new) + len(plan.there) == len(reading.items)
    stored = {fingerprint(content_of(item, random.Random(1))) for item in bank.items.all()}
    assert stored == {fingerprint(cleaned(each.content)) for each in reading.items}


@pytest.mark.parametrize("path", FILES)
def test_a_file_with_a_fault_writes_nothing_unless_asked_for_a_part(path):
    data = path.read_bytes()
    reading = read_file(data, guess(path.name, data))
    is_faulty = any(not refusal.is_warning for refusal in reading.refusals) or not reading.items
    if is_faulty:
        with pytest.raises(ImportRefused):
            import_items(make_bank(), reading, Choices(has_new_codes=True))
    else:
        import_items(make_bank(), reading, Choices(has_new_codes=True))
    assert Item.objects.exists() is not is_faulty
