import re

from content.glossary import Glossary, Term

GLOSSARY = Glossary(
    [
        Term("Gemba", "gemba", "The place of work."),
        Term("Standard work", "standard-work", "The best way known."),
        Term("Standard work in process", "swip", "The smallest amount."),
        Term("Toyota Production System (TPS)", "tps", "A way of producing."),
        Term("Little’s law", "littles-law", "Lead time is WIP by throughput."),
        Term("Handover agreement", "handover", "What, how good, when & how <fast>."),
    ]
)


def words(html: str, seen: set[str] | None = None) -> list[str]:
    """Return the words that became buttons."""
    marked = GLOSSARY.marked(html, set() if seen is None else seen)
    return re.findall(r'popovertarget="g-[\w-]+"[^>]*>([^<]+)</button>', marked)


def test_the_first_use_becomes_a_button_and_later_ones_stay_text():
    assert words("<p>The gemba, and again the gemba.</p>") == ["gemba"]


def test_the_first_use_is_of_the_lesson_not_of_the_block():
    seen: set[str] = set()
    assert words("<p>gemba</p>", seen) == ["gemba"]
    assert words("<p>gemba</p>", seen) == []


def test_the_longest_name_wins():
    assert words("<p>Standard work in process, and standard work.</p>") == [
        "Standard work in process",
        "standard work",
    ]


def test_a_simple_plural_counts():
    assert words("<p>Two handover agreements.</p>") == ["handover agreements"]


def test_part_of_a_longer_word_does_not_count():
    assert words("<p>gembaism, non-gemba, gemba-walk</p>") == []


def test_an_abbreviation_counts_only_in_its_own_letters():
    assert words("<p>tps is not it, TPS is.</p>") == ["TPS"]
    assert words("<p>The toyota production system.</p>") == ["toyota production system"]


def test_straight_and_curly_apostrophes_are_the_same():
    assert words("<p>Little's law</p>") == ["Little's law"]
    assert words("<p>Little’s law</p>") == ["Little’s law"]


def test_headings_links_and_attributes_are_left_alone():
    html = '<h2>Gemba</h2><p><a href="/gemba/">gemba</a></p>'
    assert GLOSSARY.marked(html, set()) == html


def test_the_card_stands_behind_the_paragraph_with_its_definition_escaped():
    marked = GLOSSARY.marked("<p>A <b>handover agreement</b>.</p><p>Next.</p>", set())
    paragraph, card, following = re.fullmatch(
        r"(<p>.*?</p>)(<div class=\"term-card\".*?</div>)\s*(<p>Next\.</p>)", marked, re.DOTALL
    ).groups()
    assert 'popovertarget="g-handover"' in paragraph
    assert 'id="g-handover" popover' in card
    assert "What, how good, when &amp; how &lt;fast&gt;." in card
    assert 'href="/glossary/#handover"' in card


def test_in_a_list_the_card_stands_behind_the_list():
    marked = GLOSSARY.marked("<ul><li>gemba</li><li>x</li></ul>", set())
    assert marked.index("</ul>") < marked.index('<div class="term-card"')


def test_entities_stay_as_they_are():
    html = "<p>1 &lt; 2 &amp; 3&nbsp;€</p>"
    assert GLOSSARY.marked(html, set()) == html


def test_without_terms_the_text_is_untouched():
    assert Glossary([]).marked("<p>gemba</p>", set()) == "<p>gemba</p>"
