from urllib.parse import parse_qs, urlsplit

import pytest

from certificates.sharing import badge_markup, linkedin_address, share_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.BASE_URL = "https://certs.example.org"
    settings.ISSUER_NAME = "Lean Institute & Co"


def test_linkedin_is_told_the_achievement_the_issuer_the_dates_the_id_and_the_record(certificate):
    link = urlsplit(linkedin_address(certificate))
    assert f"{link.scheme}://{link.netloc}{link.path}" == "https://www.linkedin.com/profile/add"
    assert parse_qs(link.query) == {
        "startTask": ["CERTIFICATION_NAME"],
        "name": ["Lean Leader"],
        "organizationName": ["Lean Institute & Co"],
        "issueYear": ["2026"],
        "issueMonth": ["12"],
        "expirationYear": ["2029"],
        "expirationMonth": ["12"],
        "certUrl": [f"https://certs.example.org/v/{certificate.public_id}"],
        "certId": [certificate.display_id],
    }


def test_nothing_that_is_shared_says_the_holders_name(certificate):
    share = share_of(certificate)
    shared = f"{share.address} {share.text} {share.linkedin} {share.badge}"
    assert "Ada" not in shared
    assert "Lovelace" not in shared


def test_the_badge_for_other_sites_leads_to_the_record_and_has_words_for_those_who_do_not_see_it(certificate):
    address = f"https://certs.example.org/v/{certificate.public_id}"
    assert badge_markup(certificate) == (
        f'<a href="{address}">\n  <img src="{address}/badge.svg" width="240" height="240" '
        'alt="Lean Leader, certified by Lean Institute &amp; Co">\n</a>'
    )
