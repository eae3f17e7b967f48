"""Categories as the office's forms offer them."""

from portal.queries.categories import categories, words_of


def choices_of(first: int, last: int) -> list[tuple[str, str]]:
    """The categories of these levels as choices, each in whole words, those below following each."""
    offered = [node for node in categories() if first <= node.level <= last]
    spoken = words_of(node.id for node in offered)
    return [(str(node.id), spoken[node.id]) for node in offered]
