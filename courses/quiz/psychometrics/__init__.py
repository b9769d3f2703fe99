"""How well a test measures: classical test theory, from answers as they were given. Pure.

    sittings     what is known of one attempt
    tallying     one pass over attempts, kept as counts
    moments      mean, variance, covariance and their kin
    items        one item: facility, discrimination, weight
    groups       the weakest and the strongest part of the attempts
    options      one option of an item: who chose it
    whole        the test: reliability, error of measurement
    consistency  whether the verdict at the cut would be the same again (Livingston and Lewis)
    guessing     what blind guessing earns
    advising     what an author should do about an item
    health       whether a bank is large enough for its blueprint

Statistics that the data cannot support are None, never 0.
"""
