"""Somebody without a mouse: Tab, Enter and Space, and the arrows where a list opens to them alone."""

from playwright.sync_api import Page

_MOST_STOPS = 150

#: What a screen reader would say first: the question of a group, then the name of the control.
_STOP = """() => {
    const here = document.activeElement;
    if (here === document.body) return "";
    const question = here.closest("fieldset")?.querySelector("legend")?.innerText ?? "";
    const name = (here.labels?.[0] ?? here).innerText || here.getAttribute("aria-label") || "";
    return `${question} ${name}`.trim().replace(/\\s+/g, " ");
}"""

#: The focus can be seen: a ring around the control or its card, some of it in the window, below nothing else.
_IS_SEEN = """() => {
    const here = document.activeElement;
    const ringed = here.closest("label.choice") ?? here;
    const style = getComputedStyle(ringed);
    const box = ringed.getClientRects()[0];
    const isOnTop = part => {
        const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height * part);
        return there !== null && (ringed.contains(there) || there.contains(ringed));
    };
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && [.1, .5, .9].some(isOnTop);
}"""


class Keyboard:
    """The keys of one page, which fail when the focus cannot be seen or never comes where it should."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.presses = 0  # so far; letters are not counted

    @property
    def stop(self) -> str:
        """Where the focus is, by its words."""
        return str(self._page.evaluate(_STOP))

    def tab(self) -> str:
        """One stop further; after the last comes, past the browser's own window, the first."""
        self.press("Tab")
        if not (stop := self.stop):
            return self.tab()
        assert self._page.evaluate(_IS_SEEN), f"{self._page.url}: the focus on “{stop}” cannot be seen"
        return stop

    def tab_to(self, words: str) -> None:
        """To the next stop that has these words."""
        passed = []
        while words not in (stop := self.tab()):
            passed.append(stop)
            assert len(passed) < _MOST_STOPS, f"{self._page.url}: no stop “{words}” among {passed}"

    def follow(self, words: str) -> None:
        """Tab to a link or button and press Enter."""
        self.tab_to(words)
        self.press("Enter")

    def write(self, label: str, words: str) -> None:
        """Into the field, on which the focus may stand already."""
        if label not in self.stop:
            self.tab_to(label)
        self._page.keyboard.insert_text(words)

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)
        self.presses += 1
