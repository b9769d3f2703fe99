"""Questions as other systems write them: files in, contents out, and back. Pure.

    terms    what is read, what is refused and why, what is to be written
    formats  which formats there are, and which one a file is in

    packages zip archives, bounded before they are read

One module or package per format, each with `read` and `write`. What lies outside the profile is
refused by name with its reason, and the rest of the file is read. HTML is handed on as
it came: whoever stores it cleans it.
"""
