from django.urls import path
from django.views.generic import RedirectView

from certificates.views.achievements import show_achievement, show_achievement_json, show_latest
from certificates.views.asking import ask_for, take_request_back
from certificates.views.checking import check
from certificates.views.downloading import download
from certificates.views.files import check_files, keep_receipt_of_file
from certificates.views.holders import change_what_shows, download_credential, download_qr, show_mine
from certificates.views.lists import check_many, download_receipt, show_receipt
from certificates.views.machines import show_did, show_status_list
from certificates.views.pictures import download_badge, show_badge, show_card
from certificates.views.records import (
    compare,
    keep_receipt_of_record,
    send_credential,
    show_record,
    show_record_json,
)
from certificates.views.trust import (
    download_bundle,
    download_chains,
    download_crl,
    download_root,
    show_trust,
)

app_name = "certificates"
# `path`, not `str`: whatever follows /v/ is an id that we know or do not know.
urlpatterns = [
    path("certificates/<str:typed>/", show_mine, name="mine"),
    path("certificates/<str:typed>/showing/", change_what_shows, name="showing"),
    path("certificates/<str:typed>/ask/<str:kind>/", ask_for, name="ask"),
    path("certificates/<str:typed>/requests/<int:number>/take-back/", take_request_back, name="take-back"),
    path("certificates/<str:typed>/credential.json", download_credential, name="my-credential"),
    path("certificates/<str:typed>/qr.svg", download_qr, name="my-qr"),
    path("certificates/<str:typed>/badge.svg", download_badge, {"kind": "svg"}, name="my-badge-svg"),
    path("certificates/<str:typed>/badge.png", download_badge, {"kind": "png"}, name="my-badge-png"),
    path("verify/", check, name="verify"),
    path(".well-known/did.json", show_did, name="did"),
    path("status/<int:number>", show_status_list, name="status-list"),
    path("verify/list", check_many, name="check-list"),
    path("verify/file", check_files, name="check-files"),
    path("verify/receipts", keep_receipt_of_file, name="keep-file-receipt"),
    path("verify/receipts/<slug:token>.csv", download_receipt, name="receipt-csv"),
    path("verify/receipts/<slug:token>", show_receipt, name="receipt"),
    path("trust/", show_trust, name="trust"),
    path("trust/root.crt", download_root, name="trust-root"),
    path("trust/chain.pem", download_chains, name="trust-chain"),
    path("trust/<str:authority>.crl", download_crl, name="trust-crl"),
    path("trust/bundle.json", download_bundle, name="trust-bundle"),
    path("v/", RedirectView.as_view(pattern_name="certificates:verify")),
    path("v/<str:typed>/badge.svg", show_badge, {"kind": "svg"}, name="badge-svg"),
    path("v/<str:typed>/badge.png", show_badge, {"kind": "png"}, name="badge-png"),
    path("v/<str:typed>/card.png", show_card, name="card"),
    path("v/<path:typed>/credential.json", send_credential, name="credential"),
    path("v/<path:typed>/match", compare, name="match"),
    path("v/<path:typed>/receipt", keep_receipt_of_record, name="keep-receipt"),
    path("v/<path:typed>.json", show_record_json, name="record-json"),
    path("v/<path:typed>.pdf", download, name="download"),
    path("v/<path:typed>", show_record, name="record"),
    path("achievements/<slug:slug>/", show_latest, name="achievements"),
    path("achievements/<slug:slug>/<int:number>.json", show_achievement_json, name="achievement-json"),
    path("achievements/<slug:slug>/<int:number>", show_achievement, name="achievement"),
    # The printed code is in capitals, which makes it smaller.
    path("V/<path:typed>", show_record, name="record-scanned"),
]
