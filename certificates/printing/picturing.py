"""A PDF -> a picture of its first page, as it would be printed. Nothing of it is kept."""

import base64
import threading
from io import BytesIO

import pypdfium2

# PDFium is not made for two threads at once.
_one_at_a_time = threading.Lock()


def picture(pdf: bytes, *, width: int = 1400) -> bytes:
    """Return the first page as PNG, `width` pixels wide; ValueError for what is no readable PDF."""
    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise ValueError("This is no PDF that can be drawn.") from error
        with document:
            page = document[0]
            drawn = page.render(scale=width / page.get_width()).to_pil()
    file = BytesIO()
    drawn.convert("RGB").save(file, "PNG", compress_level=6)
    return file.getvalue()


def data_url(content: bytes, media_type: str) -> str:
    """Return an address that carries the content itself, for pages that nobody keeps."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"
