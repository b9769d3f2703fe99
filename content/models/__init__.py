from content.models.glossary import GlossaryTerm
from content.models.imports import ItemImport
from content.models.items import Item, ItemBank, ItemVersion
from content.models.objectives import CognitiveLevel, Objective
from content.models.pages import CataloguePage, CoursePage, HomePage, LessonPage, ModulePage
from content.models.quizzes import BlueprintLine, KindQuota, LevelQuota, QuizPage
from content.models.shipped import ShippedRecord

__all__ = [
    "BlueprintLine",
    "CataloguePage",
    "CognitiveLevel",
    "CoursePage",
    "GlossaryTerm",
    "HomePage",
    "Item",
    "ItemBank",
    "ItemImport",
    "ItemVersion",
    "KindQuota",
    "LessonPage",
    "LevelQuota",
    "ModulePage",
    "Objective",
    "QuizPage",
    "ShippedRecord",
]
