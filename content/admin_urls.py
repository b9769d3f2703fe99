"""The doors for items that come from files and go into them, below the address of the CMS."""

from django.urls import path

from content.views.exporting import ExportItems
from content.views.importing import PlanImport, ReceiveFile

app_name = "item_files"
urlpatterns = [
    path("import/", ReceiveFile.as_view(), name="import"),
    path("import/<uuid:pk>/", PlanImport.as_view(), name="plan"),
    path("export/", ExportItems.as_view(), name="export"),
]
