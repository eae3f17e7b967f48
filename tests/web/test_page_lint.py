"""The lint finds what it is there to find; otherwise every page would pass it."""

import pytest

from tests.web.page_lint import faults_of_fragment, faults_of_page

PAGE = (
    '<!doctype html><html lang="zh-Hans"><head><title>议题公示 · 议事亭</title></head><body>'
    '<main><h1>议题公示</h1>{}</main><a href="#help">请人帮忙</a>'
    '<section id="help">电话</section></body></html>'
)


def test_a_good_page_has_no_faults() -> None:
    assert faults_of_page(PAGE.format("<p>正文</p>")) == []


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ("<h1>又一个</h1>", "2 first-level headings instead of one with words"),
        ('<p id="a"></p><p id="a"></p>', "id 'a' stands 2 times"),
        ('<input name="where" autocomplete="off">', "the field 'where' has no visible label"),
        (
            '<label for="a">在哪里</label><input id="a" name="where">',
            "the field 'where' does not say whether a browser may fill it in",
        ),
        ('<form method="post" action="/say"></form>', "the form to '/say' carries no token against forgery"),
        (
            '<form action="/say"><input type="hidden" name="csrf_token"></form>',
            "the form to '/say' shows its token in the address",
        ),
        ("<script>go()</script>", "inline <script>"),
        ("<style>p{}</style>", "inline <style>"),
        ('<p style="color:red">', "<p> has inline style"),
        ('<a href="javascript:go()">去</a>', "<a> has inline href"),
        ('<button onclick="go()">去</button>', "<button> has inline onclick"),
        ('<img src="/a.jpg">', "the picture '/a.jpg' has no words"),
        ('<a href="/x"></a>', "a a without words: {'href': '/x'}"),
        ('<p aria-describedby="b"></p>', "<p> aria-describedby points to nothing: 'b'"),
        ("<p aria-invalid='true'>", "a field is wrong, but the title does not begin with it"),
        ("<div>", "</main> closes nothing that is open"),
        ('<p class="a" class="b">', "<p> has class twice"),
        ('<p id="captcha">', "a captcha: {'id': 'captcha'}"),
    ],
)
def test_each_fault_is_found(markup: str, fault: str) -> None:
    assert fault in faults_of_page(PAGE.format(markup))


def test_a_page_without_language_title_or_help_is_found() -> None:
    faults = faults_of_page("<!doctype html><html><head><title> · 议事亭</title></head><body></body></html>")
    assert faults == [
        "the page is in no language we speak: [None]",
        "not one title with words: [' · 议事亭']",
        "0 first-level headings instead of one with words",
        "there is not exactly one main part",
        "请人帮忙 is not in its place",
    ]


def test_a_fragment_needs_no_frame() -> None:
    assert faults_of_fragment('<ul id="list"><li>一件事</li></ul>') == []
