"""Ways for holders to pass their certificate on: addresses and snippets, never with the holder's name."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from certificates.models import Certificate

LINKEDIN = "https://www.linkedin.com/profile/add"
#: CSS pixels of the badge on another site.
BADGE_SIDE = 240


@dataclass(frozen=True)
class Share:
    """address: of the public record; text: what to write beside it; badge: markup for another site."""

    address: str
    text: str
    linkedin: str
    badge: str


def share_of(certificate: Certificate) -> Share:
    address = record_address(certificate)
    text = _("My certificate %(achievement)s. Check it here: %(address)s") % {
        "achievement": certificate.achievement,
        "address": address,
    }
    return Share(address, text, linkedin_address(certificate), badge_markup(certificate))


def record_address(certificate: Certificate) -> str:
    return f"{settings.BASE_URL}{reverse('certificates:record', args=[certificate.public_id])}"


def linkedin_address(certificate: Certificate) -> str:
    """Return a plain link that fills LinkedIn's form "Add licence or certification".

    Parameters as public sites use them; LinkedIn documents none for links.
    """
    awarded, ends = certificate.awarded_on, certificate.valid_until
    told = {
        "startTask": "CERTIFICATION_NAME",
        "name": certificate.achievement,
        "organizationName": settings.ISSUER_NAME,
        "issueYear": awarded.year,
        "issueMonth": awarded.month,
        "expirationYear": ends.year,
        "expirationMonth": ends.month,
        "certUrl": record_address(certificate),
        "certId": certificate.display_id,
    }
    return f"{LINKEDIN}?{urlencode(told)}"


def badge_markup(certificate: Certificate) -> str:
    """Return HTML to paste into another site: the badge, leading to the record."""
    return format_html(
        '<a href="{address}">\n'
        '  <img src="{address}/badge.svg" width="{side}" height="{side}" alt="{text}">\n'
        "</a>",
        address=record_address(certificate),
        side=BADGE_SIDE,
        text=_("%(achievement)s, certified by %(issuer)s")
        % {"achievement": certificate.achievement, "issuer": settings.ISSUER_NAME},
    )
