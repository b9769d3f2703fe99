"""QTI 1.2, as Canvas, New Quizzes, Blackboard and Common Cartridge write it: read only.

presenting  what an item shows, and what it asks for
processing  what its conditions say of answers, points and feedback
choosing, writing, filling, pairing   the kinds of question
items       one item into one of ours
"""
