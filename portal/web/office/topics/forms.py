"""What must be said to refuse topics."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _

from portal.domain.policy import AdmissionEntry
from portal.web.fields import Form, Pick, Text


class RefuseTopicsForm(Form):
    """不上会: by which entry, and why."""

    entry = Pick(_("依据清单哪一条？"), needed=_("请从清单里选一条作为依据"))
    text = Text(_("理由"), needed=_("请写明理由，提出人和大家都会看到"), hint=_("也告诉对方可以找谁。"))

    def offer(self, entries: Iterable[AdmissionEntry]) -> None:
        """The entries that refuse."""
        known = [(entry.key, entry.text) for entry in entries]
        self.entry.choices = [("", str(_("请选一条"))), *known]
