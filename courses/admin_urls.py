"""The doors of this app inside the CMS."""

from django.urls import path

from courses import urls as _converters  # noqa: F401 - registers <id:…>
from courses.views import attempts, item_analysis, regrading, standard_setting

app_name = "item_analysis"

urlpatterns = [
    path("", item_analysis.Home.as_view(), name="home"),
    path("quizzes/<id:pk>/", item_analysis.QuizReport.as_view(), name="quiz_report"),
    path("quizzes/<id:pk>/items/<id:version>/", item_analysis.QuizItem.as_view(), name="quiz_item"),
    path("quizzes/<id:pk>/items.csv", item_analysis.quiz_figures, name="quiz_figures"),
    path("quizzes/<id:pk>/responses.csv", item_analysis.quiz_responses, name="quiz_responses"),
    path("quizzes/<id:pk>/banks/", item_analysis.BankHealth.as_view(), name="quiz_stock"),
    path("banks/<id:pk>/", item_analysis.BankReport.as_view(), name="bank_report"),
    path("banks/<id:pk>/items/<id:version>/", item_analysis.BankItem.as_view(), name="bank_item"),
    path("banks/<id:pk>/items.csv", item_analysis.bank_figures, name="bank_figures"),
    path("quizzes/<id:pk>/standards/", standard_setting.Studies.as_view(), name="studies"),
    path("quizzes/<id:pk>/attempts/", attempts.Attempts.as_view(), name="attempts"),
    path("attempts/<uuid:attempt_id>/", attempts.OneAttempt.as_view(), name="attempt"),
    path("items/<id:version>/regrades/", regrading.ItemRegrades.as_view(), name="regrades"),
    path("regrades/<id:pk>/", regrading.OneRegrade.as_view(), name="regrade"),
    path("standards/<id:pk>/", standard_setting.Study.as_view(), name="study"),
    path("standards/<id:pk>/rate/", standard_setting.Rate.as_view(), name="rate"),
]
