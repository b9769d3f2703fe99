"""What a learner takes along to work: follow-ups and private notes, for the pages of lessons."""
