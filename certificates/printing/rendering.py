"""A sheet -> the bytes of one PDF: PDF/A-3a and PDF/UA-1. The same sheet always gives the same bytes."""

import hashlib
import threading
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration

from certificates.printing.archival import CREDENTIAL_FILE, finish
from certificates.printing.fetching import ROOT, OwnFilesOnly
from certificates.printing.ornaments import Ornament, all_ornaments
from certificates.printing.sheet import Sheet

PRINT = ROOT / "print"
# The shared font configuration below is not made for two threads at once.
_one_at_a_time = threading.Lock()


def render(sheet: Sheet, credential: bytes | None = None) -> bytes:
    """Draw the sheet, with its credential attached; None for records from before there were credentials."""
    with translation.override(settings.LANGUAGE_CODE):
        markup = render_to_string("certificates/certificate.html", {"sheet": sheet})
    with _one_at_a_time:
        fonts, style = _typesetting()
        page = HTML(string=markup, base_url=PRINT.as_uri() + "/", url_fetcher=OwnFilesOnly())
        pdf: bytes = page.write_pdf(
            stylesheets=[style],
            font_config=fonts,
            cache=_ornaments(),
            finisher=finish,
            attachments=_attached(credential, sheet.claims.issued_at),
            pdf_variant="pdf/a-3a",
            pdf_tags=True,
            pdf_identifier=hashlib.sha256(sheet.claims.public_id.encode()).digest()[:16],
        )
    return pdf


def _attached(credential: bytes | None, issued_at: str) -> list[Attachment]:
    if credential is None:
        return []
    # In UTC, as the typesetter takes any other time for UTC; without a time it would write that of drawing.
    at = datetime.fromisoformat(issued_at).astimezone(UTC)
    return [
        Attachment(
            file_obj=BytesIO(credential),
            name=CREDENTIAL_FILE,
            description=_("The same certificate for machines: Open Badges 3.0, W3C Verifiable Credential"),
            relationship="Data",
            created=at,
            modified=at,
        )
    ]


@cache
def _ornaments() -> dict[str, Ornament]:
    return all_ornaments()


@cache
def _typesetting() -> tuple[Any, Any]:
    """Return the fonts and the style sheet, once per process: each new font configuration leaks its fonts."""
    fonts = FontConfiguration()
    text = (PRINT / "certificate.css").read_text(encoding="utf-8")
    return fonts, CSS(
        string=text, base_url=PRINT.as_uri() + "/", font_config=fonts, url_fetcher=OwnFilesOnly()
    )
