"""What the typesetter may open: the certificate's own typefaces and drawings, nothing else."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

ROOT = Path(__file__).resolve().parent
KINDS = {".ttf": "font/ttf", ".svg": "image/svg+xml"}


class OwnFilesOnly(URLFetcher):
    """Refuse every address outside certificates/printing/fonts and certificates/printing/print.

    The default fetcher reads any local file and the network, so that a name with markup in it
    could make the server attach its own files. A refusal ends the rendering: nothing is issued.
    """

    def fetch(self, url: str, headers: Any = None) -> Any:
        parts = urlsplit(url)
        path = Path(url2pathname(parts.path)).resolve()
        own = path.parent in (ROOT / "fonts", ROOT / "print")
        if parts.scheme != "file" or parts.netloc or not own or path.suffix not in KINDS:
            raise FatalURLFetchingError(f"A certificate may not load {url[:200]}")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": KINDS[path.suffix]})
