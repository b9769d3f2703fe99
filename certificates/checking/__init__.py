"""Answers for those who check: by id, by file, by list, with us and without us."""
