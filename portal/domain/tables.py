"""A table that somebody sends: headings, and rows of texts below them."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Headings, and the rows below them: each as long as the headings, or refused by its length later."""

    headings: tuple[str, ...]
    rows: list[tuple[str, ...]]

    @property
    def kind(self) -> str:
        """A stable name for tables with these headings, by which rows are known again."""
        return "table-" + hashlib.sha256("\x1f".join(self.headings).encode()).hexdigest()[:12]
