"""Where this app plugs into the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from certificates.programme_viewset import ProgrammeViewSet
from certificates.viewsets import CertificateViewSet


class CertificateGroup(SnippetViewSetGroup):
    menu_label = _("Certificates")
    menu_icon = "clipboard-list"
    menu_order = 250
    items = (CertificateViewSet, ProgrammeViewSet)


register_snippet(CertificateGroup)
