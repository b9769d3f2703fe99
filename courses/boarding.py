"""What stands on a learner's board today: where they are, what to do next, what they promised at work."""
