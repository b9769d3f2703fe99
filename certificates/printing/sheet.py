"""The claims, set out for the printed sheet: what stands where, and at which size."""

import io
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlsplit

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from certificates.credentials.claims import Claims
from certificates.credentials.public_ids import display
from certificates.dates import last_day
from certificates.printing.names import line_width

#: Points, as in certificate.css; and the line of the name, 172 mm less what letters may stand over.
NAME_SIZES = {"usual": 46, "wide": 38, "long": 30}
NAME_LINE = 170 / 25.4 * 72


@dataclass(frozen=True)
class Step:
    """One process box of the stream. mark: what stands in it."""

    mark: str
    title: str


@dataclass(frozen=True)
class Sheet:
    """is_specimen: it shows how a certificate would look, and says so across the page."""

    claims: Claims
    name_size: str
    achievement_size: str
    basis_size: str
    steps: tuple[Step, ...]
    id_lines: tuple[str, str]
    awarded_on: date
    valid_until: date
    verify_at: str
    trust_at: str
    qr: SafeString
    is_specimen: bool = False


def sheet_of(claims: Claims, base_url: str) -> Sheet:
    return Sheet(
        claims=claims,
        name_size=_name_size(claims.earner),
        achievement_size=_size(claims.achievement, 36, 60),
        basis_size=_size(claims.criteria, 170, 280),
        steps=_steps(claims),
        id_lines=_id_lines(claims.public_id),
        awarded_on=date.fromisoformat(claims.awarded_on),
        valid_until=last_day(datetime.fromisoformat(claims.expires_at)),
        verify_at=f"{urlsplit(base_url).netloc}/verify",
        trust_at=f"{urlsplit(base_url).netloc}/trust",
        qr=qr_code(record_url(claims.public_id, base_url)),
    )


def as_specimen(sheet: Sheet, base_url: str) -> Sheet:
    """Return the sheet without an id: its code leads to where certificates are checked, not to a record."""
    code = qr_code(f"{base_url}/verify/")
    return replace(sheet, is_specimen=True, id_lines=(_("Specimen"), _("not valid")), qr=code)


def record_url(public_id: str, base_url: str) -> str:
    """Return the address in capitals: a code for that alphabet has fewer and larger squares."""
    return f"{base_url}/V/{public_id}".upper()


def qr_code(address: str) -> SafeString:
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(border=4, dark="#1b1f22", omitsize=True, title="QR code of the record")
    return mark_safe(drawn)  # noqa: S308 - segno's own drawing; the address holds a host and an id only


def qr_file(address: str) -> bytes:
    """Return the code as an SVG file of its own, on white, for a letter or a CV."""
    file = io.BytesIO()
    segno.make(address, error="m", micro=False).save(file, kind="svg", border=4, scale=8, light="#fff")
    return file.getvalue()


def _name_size(name: str) -> str:
    """Return the size class: as large as stands on one line, and for long names as stands on two."""
    for size, points in NAME_SIZES.items():
        if line_width(name, points) <= NAME_LINE:
            return size
    return "long" if len(name) <= 48 else "longest"


def _size(text: str, long: int, longest: int) -> str:
    """Return the size class: up to `long` characters, up to `longest`, and beyond."""
    if len(text) <= long:
        return "usual"
    return "long" if len(text) <= longest else "longest"


def _steps(claims: Claims) -> tuple[Step, ...]:
    steps = [Step(str(number), module.title) for number, module in enumerate(claims.modules, 1)]
    return (*steps, Step("E", claims.exam.title)) if claims.exam else tuple(steps)


def _id_lines(public_id: str) -> tuple[str, str]:
    return display(public_id[:16]), display(public_id[16:])
