"""What every page must be, whoever fetches it: the faults of one HTML page as sentences."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(
    {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_LANGUAGES = frozenset({"zh-Hans", "zh-Hant", "en", "ko"})
_WRONG = ("有误：", "有誤：", "Error: ", "오류: ")
_UNNAMED_INPUTS = frozenset({"hidden", "submit", "button", "image"})
_TYPED_INPUTS = frozenset({"text", "search", "tel", "url", "email", "password", "date", "number", "textarea"})


@dataclass
class Element:
    """One element with its attributes, the elements around it, and the text inside it."""

    tag: str
    attributes: dict[str, str]
    around: tuple["Element", ...]
    text: str = ""

    def inside(self, tag: str) -> bool:
        return any(outer.tag == tag for outer in self.around)


@dataclass
class Page(HTMLParser):
    """A page read into a flat list of elements in document order."""

    elements: list[Element] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, many in Counter(name for name, _ in attrs).items():
            if many > 1:
                self.faults.append(f"<{tag}> has {name} twice")
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open))
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].tag != tag:
            self.faults.append(f"</{tag}> closes nothing that is open")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]


def read(html: str) -> Page:
    """The page, or the fragment, as elements."""
    page = Page()
    page.feed(html)
    page.close()
    page.faults += [f"<{element.tag}> is never closed" for element in page._open]
    return page


def faults_of_page(html: str) -> list[str]:
    """Everything wrong with a whole page; an empty list when nothing is."""
    page = read(html)
    rules = (_frame, _help, *_RULES)
    return page.faults + [fault for rule in rules for fault in rule(page)]


def faults_of_fragment(html: str) -> list[str]:
    """The same for what htmx puts into a page that stands already."""
    page = read(html)
    return page.faults + [fault for rule in _RULES for fault in rule(page)]


def _frame(page: Page) -> Iterator[str]:
    languages = [root.attributes.get("lang") for root in page.all("html")]
    if len(languages) != 1 or languages[0] not in _LANGUAGES:
        yield f"the page is in no language we speak: {languages}"
    titles = [title.text for title in page.all("title") if title.inside("head")]
    if len(titles) != 1 or titles[0].strip().startswith("·"):
        yield f"not one title with words: {titles}"
    headings = page.all("h1")
    if len(headings) != 1 or not headings[0].text.strip():
        yield f"{len(headings)} first-level headings instead of one with words"
    if len(page.all("main")) != 1:
        yield "there is not exactly one main part"
    is_wrong = any("aria-invalid" in element.attributes for element in page.elements)
    if is_wrong and not "".join(titles).startswith(_WRONG):
        yield "a field is wrong, but the title does not begin with it"


def _help(page: Page) -> Iterator[str]:
    places = [element for element in page.elements if element.attributes.get("id") == "help"]
    leads_there = any(link.attributes.get("href") == "#help" for link in page.all("a"))
    calls = any("help" in button.attributes.get("class", "").split() for button in page.all("button"))
    if len(places) != 1 or not (leads_there or calls):
        yield "请人帮忙 is not in its place"


def _unique_ids(page: Page) -> Iterator[str]:
    ids = Counter(element.attributes["id"] for element in page.elements if "id" in element.attributes)
    yield from (f"id {name!r} stands {many} times" for name, many in ids.items() if many > 1 or not name)


def _references(page: Page) -> Iterator[str]:
    ids = {element.attributes.get("id") for element in page.elements}
    for element in page.elements:
        for name in ("aria-describedby", "aria-labelledby", "for"):
            missing = set(element.attributes.get(name, "").split()) - ids
            yield from (f"<{element.tag}> {name} points to nothing: {target!r}" for target in missing)


def _labelled(page: Page) -> Iterator[str]:
    labelled = {label.attributes.get("for") for label in page.all("label") if label.text.strip()}
    for control in page.all("input", "textarea", "select"):
        name = control.attributes.get("name")
        kind = control.attributes.get("type", "text") if control.tag == "input" else control.tag
        if kind not in _UNNAMED_INPUTS and control.attributes.get("id") not in labelled:
            yield f"the field {name!r} has no visible label"
        if kind in _TYPED_INPUTS and "autocomplete" not in control.attributes:
            yield f"the field {name!r} does not say whether a browser may fill it in"


def _named(page: Page) -> Iterator[str]:
    """Links and buttons say where they lead; pictures say what they show."""
    pictures = (each for each in page.all("img", "input") if each.attributes.get("type", "image") == "image")
    images = [image for image in pictures if "alt" not in image.attributes]
    yield from (f"the picture {image.attributes.get('src')!r} has no words" for image in images)
    for element in page.all("a", "button"):
        pictured = any(image.attributes.get("alt") for image in page.all("img") if element in image.around)
        if not (element.text.strip() or element.attributes.get("aria-label") or pictured):
            yield f"a {element.tag} without words: {element.attributes}"


def _tokens(page: Page) -> Iterator[str]:
    for form in page.all("form"):
        inside = [control for control in page.all("input") if form in control.around]
        has_token = any(control.attributes.get("name") == "csrf_token" for control in inside)
        posts = form.attributes.get("method", "get").lower() == "post"
        if posts and not has_token:
            yield f"the form to {form.attributes.get('action')!r} carries no token against forgery"
        if has_token and not posts:
            yield f"the form to {form.attributes.get('action')!r} shows its token in the address"


def _nothing_inline(page: Page) -> Iterator[str]:
    for element in page.elements:
        if element.tag == "style" or (element.tag == "script" and "src" not in element.attributes):
            yield f"inline <{element.tag}>"
        for name, value in element.attributes.items():
            runs = name.startswith(("on", "hx-on", "data-hx-on")) or value.lower().startswith("javascript:")
            if name == "style" or runs:
                yield f"<{element.tag}> has inline {name}"


def _no_puzzle(page: Page) -> Iterator[str]:
    yield from (
        f"a captcha: {element.attributes}"
        for element in page.elements
        if any("captcha" in value.lower() for value in element.attributes.values())
    )


_RULES = (_unique_ids, _references, _labelled, _named, _tokens, _nothing_inline, _no_puzzle)
