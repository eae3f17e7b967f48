"""The calendar of working days in the office: what is known, and what was announced late."""

from typing import NamedTuple

from flask import Response, redirect, request, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.refusal import Refusal
from portal.domain.stages import Action
from portal.services.work_days import Announcement, Effect, announce, effect_of
from portal.web.access import occasion, staff
from portal.web.days_off import holiday_words, told_changes, year_of, years_shown
from portal.web.office.days_off.forms import AnnounceForm
from portal.web.office.routes import blueprint
from portal.web.render import render


@blueprint.get("/calendar")
@staff(Action.MANAGE_CALENDAR)
def calendar() -> Response:
    """The days off of one year."""
    today = occasion().today
    asked, years = years_shown(request.args.get("year", ""), today)
    return render(
        "office/days_off/calendar.html",
        year=year_of(asked),
        years=years,
        changes=told_changes(asked),
        holiday_words=holiday_words,
    )


@blueprint.route("/calendar/announce", methods=["GET", "POST"])
@staff(Action.MANAGE_CALENDAR)
def announce_days() -> Response | Redirection:
    """Days that were announced late: first what would follow, and on a second word all of it."""
    form = AnnounceForm()
    if not form.validate_on_submit():
        return _page(form, None, 422 if form.errors else 200)
    try:
        announcement = form.announcement()
        effect = effect_of(occasion(), announcement)
        if request.form.get("seen") != _sign(announcement, effect):
            return _page(form, Seen(effect, _sign(announcement, effect)), 200)
        effect = announce(occasion(), announcement)
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(form, None, 422)
    tell(_told(effect))
    return redirect(url_for("office.calendar", year=min(announcement.days).year), code=303)


class Seen(NamedTuple):
    """What would follow, and the sign by which the next request tells that exactly this was seen."""

    effect: Effect
    sign: str


def _sign(announcement: Announcement, effect: Effect) -> str:
    days = ",".join(
        f"{day:%m%d}{'+' if worked else '-'}" for day, worked in sorted(announcement.days.items())
    )
    return f"{days}:{len(effect.matters)}:{effect.meetings}"


def _told(effect: Effect) -> str:
    done = _("改好了，%(count)s件事的期限重新算过", count=len(effect.matters))
    if effect.meetings:
        done += _("，%(count)s次议事会改了日子", count=effect.meetings)
    if effect.stay:
        done += _("；%(count)s次议事会来不及改，请看看要不要改期", count=effect.stay)
    return done


def _page(form: AnnounceForm, seen: Seen | None, status: int) -> Response:
    return render("office/days_off/announce.html", status=status, form=form, seen=seen)
