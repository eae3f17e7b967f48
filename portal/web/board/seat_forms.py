"""Forms of those who come to a meeting, and of those who say something before it."""

from flask_babel import lazy_gettext as _

from portal.models.meetings import ReplyState
from portal.services.invite import WORDS_CHARS
from portal.services.opine import OPINION_CHARS
from portal.web.fields import Choice, Form, Line, Text
from portal.web.labels import REPLIES

_ANSWERS = [(state, word) for state, word in REPLIES.items() if state is not ReplyState.WAITING]


class ReplyForm(Form):
    """来、来不了、请别人代去."""

    state = Choice(_("您来不来？"), choices=_ANSWERS, coerce=ReplyState, needed=_("请点一下来不来"))
    comes_instead = Line(_("请谁代您去？"), hint=_("只在请别人代去时写，写名字。"))
    words = Line(_("还有什么要说？"), hint=_("可以不写，比如“晚到一刻钟”。"), limit=WORDS_CHARS)


class SeatOpinionForm(Form):
    """What somebody invited thinks of an item."""

    words = Text(_("您怎么看？"), needed=_("请写下您的看法，一句话也行"), limit=OPINION_CHARS)


class OpinionForm(SeatOpinionForm):
    """The same of anybody."""

    name = Line(_("怎么称呼您？"), hint=_("可以不写。公开时只留姓。"), limit=40, autocomplete="name")
