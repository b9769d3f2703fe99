import pytest

from content.cleaning import clean_html, clean_inline, left_out, link_plain_text, plain_text

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<p onclick='alert(1)'>x</p>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<iframe src='https://evil.example'></iframe>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<p style='position:fixed'>x</p>",
    "<form action='https://evil.example'><input name=password></form>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<button popovertarget='x'>x</button>",
    "<embed embedtype='media' url='https://evil.example'>",
]


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("clean", [clean_html, clean_inline, link_plain_text])
def test_no_markup_that_acts_comes_through(clean, payload):
    cleaned = clean(payload).lower()
    for bad in (
        "<script",
        "<img",
        "<svg",
        "<iframe",
        "<style",
        "<form",
        "<input",
        "<button",
        "<embed",
        "<math",
    ):
        assert bad not in cleaned
    if clean is not link_plain_text:
        for bad in ("javascript:", "onerror=", "onclick=", "onload=", "style=", "data:text"):
            assert bad not in cleaned


def test_what_authors_may_write_comes_through():
    html = '<h2>A</h2><p>b <b>c</b> <i>d</i> <a href="https://e.example/">e</a></p><ul><li>f</li></ul>'
    assert clean_html(html) == html


def test_a_link_to_a_page_of_the_site_keeps_its_target():
    assert clean_html('<a linktype="page" id="3">p</a>') == '<a linktype="page" id="3">p</a>'


def test_an_attribute_that_is_not_for_links_is_dropped_elsewhere():
    assert clean_html('<p id="main" class="x">p</p>') == "<p>p</p>"


def test_one_line_keeps_its_emphasis_and_nothing_else():
    assert clean_inline("<p>a <b>b</b> <a href='/x'>c</a></p>") == "a <b>b</b> c"


def test_plain_text_is_what_a_reader_reads():
    assert (
        plain_text("<h2>One</h2><p>two &amp; <b>th</b>ree</p><ul><li>four</li></ul>")
        == "One two & three four"
    )


def test_an_address_in_plain_text_becomes_a_link_that_search_engines_ignore():
    linked = link_plain_text("See https://example.org/a?b=1&c=2 now")
    assert linked == (
        'See <a href="https://example.org/a?b=1&amp;c=2" rel="nofollow noopener">'
        "https://example.org/a?b=1&amp;c=2</a> now"
    )


def test_plain_text_that_looks_like_markup_stays_text():
    assert link_plain_text("1 < 2 & <b>3</b>") == "1 &lt; 2 &amp; &lt;b&gt;3&lt;/b&gt;"


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ("<p>Plain <b>bold</b> <span>dressed</span></p>", []),
        ('<p><IMG src="a.png"></p><table><tr><td>1</td></tr></table>', ["img", "table"]),
        ("<pre>  code</pre><pre>more</pre>", ["pre"]),
        ("3 &lt;img and x<imgur", []),
    ],
)
def test_what_a_reader_would_miss_is_named(html, names):
    assert left_out(html) == names
