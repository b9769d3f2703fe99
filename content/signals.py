"""What this app does when the CMS publishes, moves or removes something."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_unpublished, post_page_move, published, unpublished

from content.errors import PublishRefused
from content.models import CoursePage, Item, LessonPage, ModulePage, QuizPage
from content.outline import forget_outlines
from content.publishing import freeze_item

TAUGHT = (CoursePage, ModulePage, LessonPage, QuizPage)


def connect() -> None:
    """Connect receivers once all models are loaded."""
    published.connect(freeze_published_item, sender=Item, dispatch_uid="freeze item")
    unpublished.connect(forget_after_change, sender=Item, dispatch_uid="outline without item")
    for announced in (page_published, page_unpublished, post_page_move):
        announced.connect(forget_after_change, dispatch_uid=f"outline {id(announced)}")
    for model in TAUGHT:
        # Wagtail announces neither a deletion nor a page that was added live by code.
        name = model.__name__
        post_delete.connect(forget_after_change, sender=model, dispatch_uid=f"outline without {name}")
        post_save.connect(forget_after_birth, sender=model, dispatch_uid=f"outline with {name}")
    _connect_files()


def _connect_files() -> None:
    """Lessons are kept with their images and documents in them; these change without a page."""
    for model in (get_image_model(), get_document_model()):
        name = model.__name__
        post_save.connect(forget_after_change, sender=model, dispatch_uid=f"outline with {name}")
        post_delete.connect(forget_after_change, sender=model, dispatch_uid=f"outline without {name}")


def freeze_published_item(instance: Item, revision: Revision, **kwargs: Any) -> None:
    # A version exists only for what is live: an item scheduled for later is announced again then.
    if instance.live:
        try:
            freeze_item(instance, by=revision.user)
        except ValidationError as problems:
            raise PublishRefused(instance, problems.messages) from problems
    forget_after_change(instance)


def forget_after_change(instance: Any, **kwargs: Any) -> None:
    forget_outlines()
    # Others may read the tree, and file what they read, until this transaction is seen.
    transaction.on_commit(forget_outlines)


def forget_after_birth(instance: Page, created: bool, **kwargs: Any) -> None:
    if created and instance.live:
        forget_after_change(instance)
