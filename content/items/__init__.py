"""What a question is, and how an answer to it scores. Pure: values in, values out.

    content    what an author froze, checked and hashed
    meaning    what it says, whatever the ids
    public     what may be seen before answering
    responding drawing an order, reading and checking a response
    scoring    what a response earns
    reviewing  what may be seen afterwards
    certainty  what being sure is worth, in practice

`interactions` holds one class per kind of question; the modules above are its doors. What the
classes reckon with stands beside them: `normalising` texts and numbers, `intervals` of numbers,
`ordering_rules`, and `weighing` of shares, which are exact fractions throughout.
"""
