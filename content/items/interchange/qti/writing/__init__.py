"""Writing QTI 2.1, 2.2 and 3.0.

dialects   the versions: namespaces, and how each spells its elements
parts      declarations, rules and texts, of which items are made
choices, pairs, answers, gaps   the kinds of question
items      one item
packages   a package of them, with its manifest and its tests
"""
