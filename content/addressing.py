"""At which host and port Wagtail believes the site to stand: full addresses and previews follow it."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site


def address_of_site() -> dict[str, str | int]:
    """Return the hostname and port of the site's row, from the base URL.

    Wagtail tells the scheme by the port: 443 is https, everything else http.
    """
    parts = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return {"hostname": parts.hostname or "localhost", "port": port}


def correct_address() -> str:
    """Bring the row of the default site to the base URL; return its new address, or "" if it was right."""
    address = address_of_site()
    site = Site.objects.filter(is_default_site=True).first()
    if site is None or (site.hostname, site.port) == (address["hostname"], address["port"]):
        return ""
    site.hostname, site.port = address["hostname"], address["port"]
    # Saving, unlike an update, also empties Wagtail's cache of addresses.
    site.save()
    return f"{address['hostname']}:{address['port']}"
