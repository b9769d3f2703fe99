"""Refusals a learner may see. Views show the message; everything else is a bug."""


class CoursesError(Exception):
    """A rule of this app said no. str(error) is safe and useful to the learner."""


class NotEnrolled(CoursesError): ...


class StudyRefused(CoursesError):
    """A study of the pass mark is closed, or does not have what the next step needs."""


class QuizClosed(CoursesError):
    """Not open yet, no attempt left, or a retake too early."""


class AttemptClosed(CoursesError):
    """The attempt was submitted or its time has run out."""


class AttemptPaused(AttemptClosed):
    """The attempt is in a break and takes nothing until its learner goes on."""


class ExtensionRefused(CoursesError):
    """An attempt cannot be given more time."""


class OutOfTurn(CoursesError):
    """Forward only: the item was left for good, or has not been come to."""


class AccommodationRefused(CoursesError):
    """What is to be granted, approved or withdrawn cannot be."""


class NoBreak(CoursesError):
    """No break is granted, or none is left."""


class MarkRefused(CoursesError):
    """A mark cannot be given, or what was marked not be released."""


class RegradeRefused(CoursesError):
    """An item cannot be decided anew like this."""


class VoidRefused(CoursesError):
    """An attempt cannot be declared void."""
