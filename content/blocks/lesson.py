"""What a lesson is made of. Each block has its template, icon, description and preview."""

from wagtail import blocks

from content.blocks.asking import CheckBlock, ReflectionBlock
from content.blocks.media import DownloadBlock, FigureBlock, VideoBlock
from content.blocks.tables import LessonTableBlock
from content.blocks.telling import (
    AtWorkBlock,
    FormulaBlock,
    KeyPointsBlock,
    OutcomesBlock,
    QuoteBlock,
    ScenarioBlock,
    TextBlock,
)


class LessonBody(blocks.StreamBlock):
    text = TextBlock()
    outcomes = OutcomesBlock()
    scenario = ScenarioBlock()
    key_points = KeyPointsBlock()
    at_work = AtWorkBlock()
    reflection = ReflectionBlock()
    check = CheckBlock()
    figure = FigureBlock()
    table = LessonTableBlock()
    formula = FormulaBlock()
    quote = QuoteBlock()
    video = VideoBlock()
    download = DownloadBlock()

    class Meta:
        block_counts = {
            "outcomes": {"max_num": 1},
            "key_points": {"max_num": 1},
            "at_work": {"max_num": 1},
            "reflection": {"max_num": 1},
        }
