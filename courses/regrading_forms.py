"""What authors fill in to decide an item anew for everybody."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.items.interactions import interaction_of
from content.items.rereading import obstacle
from content.items.terms import Content, Judge
from content.models import ItemVersion
from courses.errors import RegradeRefused
from courses.item_key import answer_of
from courses.models import Regrade
from courses.quiz.regrading import NEEDS_KEY, refuse_unless_decidable

RULES = {
    Regrade.Rule.NEW_KEY: gettext_lazy("Another key: all answers are scored by the key of another version"),
    Regrade.Rule.ACCEPT_ALSO: gettext_lazy(
        "Accept also: what the key of another version accepts counts beside what counts now"
    ),
    Regrade.Rule.FULL_CREDIT: gettext_lazy("Full credit: everybody gets its points, also who left it blank"),
    Regrade.Rule.DROP: gettext_lazy("Drop it: its points are taken out of every total"),
}


def key_in_words(content: Content) -> str:
    """Say what is right by this content, in a line."""
    right = [line for line in answer_of(content) if line.is_key]
    return "; ".join(f"{line.part}: {line.text}" if line.part else line.text for line in right)


class VersionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not at run time
    """One version of an item, by its number, its day and what is right by it."""

    def label_from_instance(self, obj: Any) -> str:
        values = {
            "number": obj.number,
            "day": date_format(obj.published_at, "j F Y"),
            "key": key_in_words(obj.content),
        }
        return _("Version %(number)s of %(day)s. Right: %(key)s") % values


class RegradeForm(forms.Form):
    rule = forms.ChoiceField(label=gettext_lazy("What is decided"), widget=forms.RadioSelect)
    key_version = VersionField(
        label=gettext_lazy("Version whose key counts"),
        queryset=ItemVersion.objects.none(),
        required=False,
        empty_label=gettext_lazy("None"),
        help_text=gettext_lazy("For another key, and to accept a further answer."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "It stays with the decision, for those who come after. Learners do not see it."
        ),
    )

    def __init__(
        self, *args: Any, version: ItemVersion, readable: Sequence[ItemVersion], by: Any, **kwargs: Any
    ) -> None:
        """readable: versions whose key can score what was answered."""
        super().__init__(*args, **kwargs)
        self.version, self.by = version, by
        keys = readable if interaction_of(version.content).judged_by is Judge.RULE else []
        rules = [rule for rule in RULES if keys or rule not in NEEDS_KEY]
        self.fields["rule"].choices = [(rule.value, RULES[rule]) for rule in rules]  # type: ignore[attr-defined]
        if keys:
            found = ItemVersion.objects.filter(pk__in=[one.pk for one in keys]).order_by("-number")
            self.fields["key_version"].queryset = found  # type: ignore[attr-defined]
        else:
            del self.fields["key_version"]

    @property
    def chosen_key(self) -> ItemVersion | None:
        """The version chosen, where the rule asks for one."""
        chosen: ItemVersion | None = self.cleaned_data.get("key_version")
        return chosen if self.cleaned_data.get("rule") in NEEDS_KEY else None

    @property
    def choice(self) -> str:
        """What is decided and in whose place, so that nothing else is confirmed than was shown."""
        key, replaced = self.chosen_key, self._replaced
        named = (self.cleaned_data["rule"], key.pk if key else "", replaced.pk if replaced else "")
        return " ".join(map(str, named)).strip()

    @property
    def _replaced(self) -> Regrade | None:
        """The decision that stands; where that is this very one, as after a second press, the one before."""
        rule, key = self.cleaned_data["rule"], self.chosen_key
        latest = list(Regrade.objects.filter(version=self.version).order_by("-pk")[:2])
        is_made = latest and (latest[0].rule, latest[0].key_version_id) == (rule, key.pk if key else None)
        return next(iter(latest[1:] if is_made else latest), None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if rule := cleaned.get("rule"):
            try:
                refuse_unless_decidable(self.version, rule, self.chosen_key, self.by)
            except RegradeRefused as refusal:
                lacks_key = rule in NEEDS_KEY and self.chosen_key is None
                self.add_error("key_version" if lacks_key else None, str(refusal))
        return cleaned


def sorted_out(version: ItemVersion) -> tuple[list[ItemVersion], list[tuple[ItemVersion, str]]]:
    """Return the other versions whose key can score what was answered, and the rest with why not."""
    others = ItemVersion.objects.filter(item=version.item_id).exclude(pk=version.pk).order_by("-number")
    judged = [(one, obstacle(version.content, one.content)) for one in others]
    return [one for one, why in judged if not why], [(one, why.translated(_)) for one, why in judged if why]
