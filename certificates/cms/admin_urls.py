"""Pages of certificate officers in the CMS, besides the list of certificates."""

from django.urls import path

from certificates.views.batches import Batches, BatchFile, ChooseMany, OneBatch
from certificates.views.deciding import OneRequest, Requests

app_name = "officers"
urlpatterns = [
    path("requests/", Requests.as_view(), name="requests"),
    path("requests/<int:pk>/", OneRequest.as_view(), name="request"),
    path("batches/", Batches.as_view(), name="batches"),
    path("batches/new/", ChooseMany.as_view(), name="choose"),
    path("batches/<int:pk>/", OneBatch.as_view(), name="batch"),
    path("batches/<int:pk>.csv", BatchFile.as_view(), name="batch-file"),
]
