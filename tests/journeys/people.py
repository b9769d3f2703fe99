"""Who the seeded copy knows."""

from lms.rehearsing import PASSWORD

START = "start@lean-leaders.example"
HALFWAY = "halfway@lean-leaders.example"
EXAM = "exam@lean-leaders.example"
CERTIFIED = "certified@lean-leaders.example"
INSTRUCTOR = "instructor@lean-leaders.example"
ADMINISTRATOR = "admin@lean-leaders.example"
OFFICER = "officer@lean-leaders.example"

__all__ = ["ADMINISTRATOR", "CERTIFIED", "EXAM", "HALFWAY", "INSTRUCTOR", "OFFICER", "PASSWORD", "START"]
