from django.urls import path
from django.views.generic import RedirectView

from certificates.views.checking import check, show_record, show_record_json
from certificates.views.downloading import download

app_name = "certificates"
# `path`, not `str`: whatever follows /v/ is an id that we know or do not know.
urlpatterns = [
    path("verify/", check, name="verify"),
    path("v/", RedirectView.as_view(pattern_name="certificates:verify")),
    path("v/<path:typed>.json", show_record_json, name="record-json"),
    path("v/<path:typed>.pdf", download, name="download"),
    path("v/<path:typed>", show_record, name="record"),
    # The printed code is in capitals, which makes it smaller.
    path("V/<path:typed>", show_record, name="record-scanned"),
]
