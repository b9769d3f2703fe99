"""What blind guessing earns on average: a facility at that level says that nobody knew. Pure."""

from fractions import Fraction

from content.items.terms import Content


def guess_score(content: Content) -> Fraction | None:
    """Return what a guess earns, 0..1 (source: Moodle's question types); None where none is defined."""
    match content["type"]:
        case "single_choice":
            return _choice(content)
        case "matching":
            return Fraction(1, len(content["right"]))
        case "numeric":
            return Fraction(0)
        case "short_text":
            return _anything(content)
        case "cloze":
            return _cloze(content)
    return None


def _choice(content: Content) -> Fraction:
    """The mean of what the options earn."""
    options = content["options"]
    if content.get("grading") != "weights":
        return Fraction(sum(bool(option["correct"]) for option in options), len(options))
    return sum((Fraction(option.get("weight", "0")) for option in options), Fraction(0)) / len(options)


def _anything(content: Content) -> Fraction:
    """What an answer earns that any text matches; 0 where there is none."""
    if not content.get("wildcards"):
        return Fraction(0)
    if "*" in content["accept"]:
        return Fraction(1)
    return next(
        (Fraction(more["weight"]) for more in content.get("more", ()) if more["text"] == "*"), Fraction(0)
    )


def _cloze(content: Content) -> Fraction | None:
    """The mean over the gaps, each with its points."""
    guesses = [(gap["points"], guess_score(gap["interaction"])) for gap in content["gaps"]]
    points = sum(Fraction(worth) for worth, _guess in guesses)
    if not points or any(guess is None for _worth, guess in guesses):
        return None
    earned = sum((Fraction(worth) * guess for worth, guess in guesses if guess is not None), Fraction(0))
    return earned / points
