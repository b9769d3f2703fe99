"""The Lean Leaders course as data, and what loads it.

records   a file's entries, read field by field; every fault is noted with its place
markup    Markdown to the blocks of a lesson
lessons   lessons/*.md
items     items/*.yaml
course    course.yaml, glossary.yaml, topics.yaml
writing   rows and pages
loading   all of it, in one transaction
"""
