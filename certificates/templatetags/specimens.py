"""Specimens as pictures, for pages of the CMS."""

from typing import Any

from django import template

from certificates.models import Programme
from certificates.printing.picturing import data_url, picture
from certificates.printing.specimens import specimen_of

register = template.Library()


@register.inclusion_tag("certificates/_specimen.html")
def specimen(programme: Programme, sample: str) -> dict[str, Any]:
    """Show the sheet with this name on it; while there is no course, say what is missing."""
    if programme.course is None:
        return {"picture": ""}
    pdf = specimen_of(programme, earner=sample)
    return {
        "sample": sample,
        "picture": data_url(picture(pdf), "image/png"),
        "file": data_url(pdf, "application/pdf"),
    }
