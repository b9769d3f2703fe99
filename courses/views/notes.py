"""The learner's private note on a lesson."""
