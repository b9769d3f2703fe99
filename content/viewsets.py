"""The item bank, the objectives and the glossary in the CMS."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, PublishingPanel
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from content.file_buttons import BankEdit, ImportMenuItem, ItemIndex
from content.forms import ItemForm
from content.models import GlossaryTerm, Item, ItemBank, Objective


class ItemViewSet(SnippetViewSet):
    model = Item
    icon = "help"
    menu_label = _("Items")
    list_display = [
        "code",
        Column("bank", label=_("Bank"), sort_key="bank__title"),
        Column("get_pool_display", label=_("Used in"), sort_key="pool"),
        Column("kind", label=_("Answer")),
        Column("get_cognitive_level_display", label=_("Level"), sort_key="cognitive_level"),
        UpdatedAtColumn(),
    ]
    list_filter = ["bank", "pool", "cognitive_level", "objectives", "live"]
    list_per_page = 50
    # Codes and words of stems are found by the database; no index lags behind.
    search_fields = ["code", "name", "stem", "stimulus"]
    search_backend_name = None
    ordering = ["code"]
    index_view_class = ItemIndex
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("code"), FieldPanel("bank"), FieldPanel("pool")]),
            FieldPanel("name"),
            FieldPanel("stimulus"),
            FieldPanel("stem"),
            FieldPanel("interaction"),
            FieldPanel("feedback"),
            MultiFieldPanel(
                [
                    FieldPanel("lesson"),
                    # A draft may still lack them.
                    FieldPanel("objectives", required_on_save=False),
                    FieldRowPanel([FieldPanel("cognitive_level"), FieldPanel("expected_facility")]),
                    FieldRowPanel([FieldPanel("enemy_group"), FieldPanel("is_trial")]),
                ],
                heading=_("What it assesses"),
            ),
            PublishingPanel(),
        ],
        base_form_class=ItemForm,
    )

    def get_queryset(self, request: object) -> object:
        return Item.objects.select_related("bank")


class ItemBankViewSet(SnippetViewSet):
    model = ItemBank
    icon = "folder-open-inverse"
    menu_label = _("Banks")
    edit_view_class = BankEdit
    list_display = ["title", "slug"]
    search_fields = ["title", "slug"]
    search_backend_name = None
    panels = [FieldPanel("title"), FieldPanel("slug")]


class ObjectiveViewSet(SnippetViewSet):
    model = Objective
    icon = "list-ul"
    menu_label = _("Objectives")
    list_display = [
        "code",
        Column("group", label=_("Group"), sort_key="group"),
        Column("content", label=_("Taught")),
    ]
    list_filter = ["group"]
    search_fields = ["code", "content", "assessment"]
    search_backend_name = None
    list_per_page = 60
    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("group"), FieldPanel("sort_order")]),
        FieldPanel("content"),
        FieldPanel("assessment"),
    ]


class GlossaryTermViewSet(SnippetViewSet):
    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Glossary")
    list_display = ["term", Column("definition", label=_("Definition")), Column("module", label=_("Module"))]
    search_fields = ["term", "definition"]
    search_backend_name = None
    list_per_page = 50
    panels = [FieldPanel("term"), FieldPanel("slug"), FieldPanel("definition"), FieldPanel("module")]


class TeachingGroup(SnippetViewSetGroup):
    menu_label = _("Items and words")
    menu_icon = "help"
    menu_order = 200
    items = (ItemViewSet, ItemBankViewSet, ObjectiveViewSet, GlossaryTermViewSet)

    def get_submenu_items(self) -> list[MenuItem]:
        door = reverse_lazy("item_files:import")
        last = ImportMenuItem(_("Import items"), door, icon_name="upload", order=100)
        return [*super().get_submenu_items(), last]
