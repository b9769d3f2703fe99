"""Hand out the file that was issued, and only that one."""

import hashlib

from django.utils.translation import gettext as _

from certificates.errors import DamagedFile
from certificates.models import Certificate


def read_pdf(certificate: Certificate) -> bytes:
    """Return the stored bytes; DamagedFile when they are missing or not the ones that were issued."""
    try:
        with certificate.pdf.open("rb") as file:
            pdf: bytes = file.read()
    except OSError as error:
        raise DamagedFile(_("The certificate's file cannot be read.")) from error
    if hashlib.sha256(pdf).hexdigest() != certificate.pdf_sha256:
        raise DamagedFile(_("The certificate's file is not the one that was issued."))
    return pdf


def file_name(certificate: Certificate) -> str:
    """Return a name without the earner's: files are forwarded, and downloads folders are seen."""
    return f"Lean-Leaders-{certificate.public_id[:8]}.pdf"
