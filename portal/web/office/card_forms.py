"""What staff write down to issue cards: one, or many from a list."""

from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from portal.domain.cards import Holder, Line, read_list
from portal.domain.stages import Action
from portal.queries.topics import communities_for
from portal.web.access import acting
from portal.web.fields import Form, Pick, Secret, Text
from portal.web.fields import Line as OneLine

#: As many as somebody prints and hands out in one go.
MOST_LINES = 200


class _InACommunity(Form):
    community = Pick(_("哪个社区的卡？"), needed=_("请选一个社区"))

    def __init__(self) -> None:
        super().__init__()
        here = communities_for(acting(), Action.ISSUE_CARD)
        self.community.choices = [(str(number), name) for number, name in here]


class PinForm(Form):
    pin = Secret(
        _("卡的密码"),
        hint=_("4到6位数字，由本人来按；不想要密码就空着。"),
        autocomplete="off",
    )


class CardForm(_InACommunity):
    """One card: a person's, or a household's."""

    name = OneLine(_("谁的卡？"), needed=_("请写姓名"))
    phone = OneLine(
        _("电话"), hint=_("同名同电话的算同一个人，他说过的事会连上。"), attributes={"inputmode": "tel"}
    )
    others = Text(_("一家人合用的，还有谁？"), hint=_("每行一位：姓名,电话。电话可以不写；一个人用就空着。"))
    household = OneLine(_("卡上怎么称呼这家？"), hint=_("比如“7号楼201王家”；一个人用就空着。"))
    pin = Secret(
        _("卡的密码"),
        hint=_("4到6位数字，由本人来按；不想要密码就空着。"),
        autocomplete="off",
    )

    def validate_others(self, field: Text) -> None:
        if wrong := [line for line in read_list(field.data or "") if line.holder is None]:
            raise ValidationError(
                str(_("第%(number)s行看不懂：%(text)s", number=wrong[0].number, text=wrong[0].text))
            )

    @property
    def holders(self) -> list[Holder]:
        first = Holder(self.name.data or "", self.phone.data or "")
        others = [line.holder for line in read_list(self.others.data or "")]
        return [first, *filter(None, others)]


class ListForm(_InACommunity):
    """Many cards, one a line."""

    lines = Text(_("名单"), needed=_("请贴上名单"), hint=_("每行一位：姓名,电话。从表格里复制过来也行。"))

    def validate_lines(self, field: Text) -> None:
        if len(self.read) > MOST_LINES:
            raise ValidationError(str(_("一次最多办%(most)s张，请分几次贴", most=MOST_LINES)))
        if not self.holders:
            raise ValidationError(str(_("这份名单一行也看不懂，请写成“姓名,电话”")))

    @property
    def read(self) -> list[Line]:
        return read_list(self.lines.data or "")

    @property
    def holders(self) -> list[Holder]:
        return [line.holder for line in self.read if line.holder is not None]

    @property
    def refused(self) -> list[Line]:
        return [line for line in self.read if line.holder is None]
