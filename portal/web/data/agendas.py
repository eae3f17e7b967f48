"""Published agendas as a feed for readers of news (Atom, RFC 4287)."""

from datetime import datetime, time
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Response, current_app, url_for
from flask_babel import gettext as _

from portal.domain.refusal import Refusal, Rule
from portal.models.meetings import MeetingState
from portal.queries.meeting_days import FeedMeeting, newest_agendas, topics_of
from portal.web.access import occasion, public
from portal.web.addresses import whole_address
from portal.web.data.calendars import agenda_lines, title_of
from portal.web.data.routes import blueprint
from portal.web.filters import full_day
from portal.web.place import place

_ATOM = "http://www.w3.org/2005/Atom"
_NEWEST = 30


@blueprint.get("/agendas.atom")
@public
def agendas() -> Response:
    """The newest agendas of all communities."""
    title = _("%(place)s：公布的议程", place=current_app.config["BOOK"].title)
    return _feed("agendas", title, url_for("board.meetings"), newest_agendas(_NEWEST))


@blueprint.get("/agendas/<int:community_id>.atom")
@public
def community_agendas(community_id: int) -> Response:
    """The newest agendas of one community."""
    name = next((each.name for each in place().communities if each.area_id == community_id), None)
    if name is None:
        raise Refusal(Rule.NOT_FOUND)
    title = _("%(community)s：公布的议程", community=name)
    page = url_for("board.meetings", community=community_id)
    return _feed(f"agendas/{community_id}", title, page, newest_agendas(_NEWEST, community_id))


def _feed(name: str, title: str, page: str, meetings: list[FeedMeeting]) -> Response:
    midnight = datetime.combine(occasion().today, time())
    updated = max((meeting.touched_at for meeting in meetings), default=midnight)
    feed = Element("feed", xmlns=_ATOM)
    _say(feed, "id", _stable(name))
    _say(feed, "title", title)
    _say(feed, "updated", _moment(updated))
    _say(SubElement(feed, "author"), "name", current_app.config["BOOK"].title)
    SubElement(feed, "link", rel="alternate", type="text/html", href=whole_address(page))
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=whole_address(f"/{name}.atom"))
    topics = topics_of([meeting.id for meeting in meetings])
    for meeting in meetings:
        feed.append(_entry(meeting, topics.get(meeting.id, [])))
    written = tostring(feed, encoding="utf-8", xml_declaration=True)
    return Response(written, content_type="application/atom+xml; charset=utf-8")


def _entry(meeting: FeedMeeting, topics: list[tuple[str, str]]) -> Element:
    entry = Element("entry")
    page = url_for("board.meeting", meeting_id=meeting.id)
    _say(entry, "id", _stable(f"meetings/{meeting.id}/agenda"))
    _say(entry, "title", _headline(meeting))
    _say(entry, "updated", _moment(meeting.touched_at))
    _say(entry, "published", _moment(meeting.published_at or meeting.set_at))
    SubElement(entry, "link", rel="alternate", type="text/html", href=whole_address(page))
    when = f"{full_day(meeting.day)} {meeting.starts_at:%H:%M} · {meeting.venue}"
    _say(entry, "content", "\n".join([when, *agenda_lines(topics)])).set("type", "text")
    return entry


def _headline(meeting: FeedMeeting) -> str:
    words = {"title": title_of(meeting), "day": full_day(meeting.day)}
    if meeting.state is MeetingState.CALLED_OFF:
        return _("（取消）%(title)s，%(day)s", **words)
    return _("%(title)s，%(day)s", **words)


def _say(parent: Element, name: str, words: str) -> Element:
    element = SubElement(parent, name)
    element.text = words
    return element


def _stable(name: str) -> str:
    """The same for good, at whatever address the portal is reached."""
    return uuid5(NAMESPACE_URL, f"yishiting/{current_app.config['BOOK'].place}/{name}").urn


def _moment(at: datetime) -> str:
    return f"{at.isoformat(timespec='seconds')}+08:00"
