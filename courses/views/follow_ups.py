"""What a learner promises to do at work: added, moved to another day, done."""
