"""Staff groups: connected by what their robot shows, tried out, paused."""

from flask import Response, redirect, url_for
from flask import flash as tell
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.notices import FOR_GROUPS, NoticeKind
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import NoticeGroup
from portal.queries.notice_desk import groups_for, organisations, places_for
from portal.services import notice_groups
from portal.services.notice_groups import Connection
from portal.web.access import acting, occasion, staff
from portal.web.fields import Choices, Form, Line, Pick, Secret
from portal.web.labels import GROUP_NOTICES
from portal.web.office.routes import blueprint
from portal.web.render import render


class GroupForm(Form):
    name = Line(_("群叫什么？"), needed=_("请写群的名字，比如“社区值班群”"), hint=_("比如“社区值班群”。"))
    area = Pick(_("听哪里的事？"), needed=_("请选一个地方"))
    organisation = Pick(
        _("只听哪个单位办的事？"), hint=_("社区自己的群不用选；部门的群选本单位，只听交给它办的事。")
    )
    kinds = Choices(
        _("听些什么？"),
        choices=[(kind.value, GROUP_NOTICES[kind]) for kind in FOR_GROUPS],
        needed=_("请至少选一样"),
    )
    address = Secret(
        _("群机器人的地址"),
        needed=_("请从群机器人的设置里整条复制过来"),
        hint=_("保存以后不再显示，只能换新的。"),
        autocomplete="off",
    )

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self.area.choices = [(str(number), name) for number, name in places_for(acting())]
        every = [("", gettext("不限单位"))]
        self.organisation.choices = every + [(str(number), name) for number, name in organisations()]

    def to_connection(self) -> Connection:
        return Connection(
            name=self.name.data or "",
            area_id=int(self.area.data),
            address=self.address.data or "",
            kinds=[NoticeKind(kind) for kind in self.kinds.data or ()],
            organisation_id=int(self.organisation.data) if self.organisation.data else None,
        )


@blueprint.route("/notices/groups", methods=["GET", "POST"])
@staff(Action.MANAGE_NOTICES)
def notice_groups_page() -> Response | Redirection:
    """The groups of one's places, and the form for one more."""
    form = GroupForm()
    if form.validate_on_submit():
        try:
            notice_groups.connect(occasion(), form.to_connection())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            tell(gettext("记下了。点“试发一条”，看群里收不收得到。"))
            return redirect(url_for("office.notice_groups_page"), code=303)
    status = 422 if form.errors else 200
    return render(
        "office/notice_groups.html", status=status, form=form, plain=Form(), groups=groups_for(acting())
    )


@blueprint.post("/notices/groups/<int:group_id>/pause")
@staff(Action.MANAGE_NOTICES)
def pause_group(group_id: int) -> Redirection:
    notice_groups.pause(occasion(), _group(group_id))
    tell(gettext("停用了，以后不再往这个群里发。"))
    return redirect(url_for("office.notice_groups_page"), code=303)


@blueprint.post("/notices/groups/<int:group_id>/resume")
@staff(Action.MANAGE_NOTICES)
def resume_group(group_id: int) -> Redirection:
    notice_groups.resume(occasion(), _group(group_id))
    tell(gettext("恢复了，从现在起有事就往群里发。"))
    return redirect(url_for("office.notice_groups_page"), code=303)


@blueprint.post("/notices/groups/<int:group_id>/test")
@staff(Action.MANAGE_NOTICES)
def test_group(group_id: int) -> Redirection:
    """How it went stands in the list of notices after some seconds."""
    notice_groups.try_out(occasion(), _group(group_id))
    tell(gettext("正在试发，几秒钟后看群里，也看下面这张表。"))
    return redirect(url_for("office.notices"), code=303)


def _group(group_id: int) -> NoticeGroup:
    group = NoticeGroup.get_or_none(NoticeGroup.id == group_id)
    if group is None:
        raise Refusal(Rule.NOT_FOUND)
    return group
