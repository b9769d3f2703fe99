"""Images that authors uploaded, and their renditions. A proxy may serve the same two folders instead."""

import posixpath

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

RENDITIONS = "images/"
ORIGINALS = "original_images/"
YEAR = 31_536_000


@require_safe
def serve_image(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve an image; whatever else lies among the uploads, documents above all, has doors of its own."""
    # What is checked must be what is opened: "images/../documents/x" is a document.
    path = posixpath.normpath(path)
    if not path.startswith((RENDITIONS, ORIGINALS)):
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    if path.startswith(RENDITIONS):
        # Another cut or another file gets another name.
        patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response
