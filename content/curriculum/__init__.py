"""The Lean Leaders course as data, and what loads it.

records   a file's entries, read field by field; every fault is noted with its place
markup    Markdown to the blocks of a lesson
lessons   lessons/*.md
items     items/*.yaml
entries   course.yaml, glossary.yaml, topics.yaml, and all of it as entries to be written
sound     whether the entries fit together, and whether every item can be answered
writing   rows and pages
loading   all of it, in one transaction
"""
