"""The desk of somebody who keeps the place and reads no matters: what waits, and the doors to the rooms."""

from collections.abc import Iterator
from datetime import timedelta

from flask import Response, url_for
from flask_babel import lazy_gettext as _

from portal.domain.notices import NoticeState
from portal.domain.occasion import Occasion
from portal.models.importing import ImportState
from portal.queries.kiosks import kiosks_of
from portal.queries.notice_desk import Narrowed, notices_for
from portal.queries.sent_tables import runs_for
from portal.web import labels
from portal.web.navigation import Way, office_shelves
from portal.web.office.notices import unconnected
from portal.web.place import place
from portal.web.render import render

#: A hall is closed over a weekend; whatever was heard of nothing for longer is broken or switched off.
_SILENCE = timedelta(days=3)
#: So long an import that ended is told of, and so long before a year begins its days off are missed.
_LATELY, _AHEAD = timedelta(days=7), timedelta(days=30)


def keepers_desk(now: Occasion) -> Response:
    """What waits for whoever keeps the place running."""
    waiting = [*_notices(now), *_kiosks(now), *_tables(now), *_days_off(now)]
    return render("office/keeping.html", waiting=waiting, shelves=office_shelves(now.actor))


def _notices(now: Occasion) -> Iterator[Way]:
    failed = len(notices_for(now.actor, Narrowed(state=NoticeState.FAILED)))
    if failed:
        told = _("%(count)s条通知没送到", count=failed)
        yield Way(url_for("office.notices", state=NoticeState.FAILED), told)
    for way in unconnected():
        told = _("%(way)s还没有接通", way=labels.NOTICE_WAYS[way])
        yield Way(url_for("office.notices"), told, purpose=_("这样发的通知都在等着，一条也没有发出去"))


def _kiosks(now: Occasion) -> Iterator[Way]:
    here = url_for("office.kiosks")
    for kiosk in kiosks_of(now.actor):
        which = {"community": kiosk.community, "name": kiosk.name}
        if kiosk.retired_at is None and kiosk.pair_by is not None:
            yield Way(here, _("%(community)s的“%(name)s”等着配对", **which))
        elif kiosk.retired_at is None and kiosk.seen_at and now.now - kiosk.seen_at > _SILENCE:
            yield Way(here, _("%(community)s的“%(name)s”三天没有动静了", **which))


def _tables(now: Occasion) -> Iterator[Way]:
    """Those whose columns are still to be named, and those that ended lately."""
    for run in runs_for(now.actor):
        lately = run.finished_at and now.now - run.finished_at < _LATELY
        if run.state is ImportState.SENT or lately:
            came = _("收进%(imported)s件，没收%(refused)s行", imported=run.imported, refused=run.refused)
            yield Way(
                url_for("office.table", run_id=run.id),
                _("%(file)s：%(state)s", file=run.file_name or run.source, state=labels.IMPORTS[run.state]),
                purpose=came if lately else None,
            )


def _days_off(now: Occasion) -> Iterator[Way]:
    year = (now.today + _AHEAD).year
    if not place().calendar.is_announced(year):
        told = _("%(year)s年的放假安排还没有公布", year=year)
        yield Way(url_for("office.calendar", year=year), told, purpose=_("公布以后登记，期限跟着重算"))
