"""How an author writes what is asked: one block per kind of interaction."""

from wagtail import blocks

from content.blocks.choosing import MatchingBlock, MultipleResponseBlock, OrderingBlock, SingleChoiceBlock
from content.blocks.cloze import ClozeBlock
from content.blocks.written import EssayBlock, NumericBlock, SelfAssessedBlock, ShortTextBlock


class InteractionBlock(blocks.StreamBlock):
    single_choice = SingleChoiceBlock()
    multiple_response = MultipleResponseBlock()
    matching = MatchingBlock()
    ordering = OrderingBlock()
    numeric = NumericBlock()
    short_text = ShortTextBlock()
    cloze = ClozeBlock()
    essay = EssayBlock()
    self_assessed = SelfAssessedBlock()
