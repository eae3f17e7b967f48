"""What those invited are told: that they are, once more the day before where they are silent, changes."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from enum import StrEnum
from functools import cache, partial

from portal.db import transaction
from portal.domain.notices import NoticeKind, NoticeState, Trouble
from portal.domain.occasion import Occasion
from portal.models import Community, Invitation, Meeting, Notice
from portal.models.meetings import MeetingState, ReplyState
from portal.services.notices import Message, write_to_persons


class News(StrEnum):
    """What an invited person is told of the meeting."""

    INVITED = "invited"
    REMINDED = "reminded"  # the day before, who has not answered
    MOVED = "moved"  # to another day or hour
    ELSEWHERE = "elsewhere"  # in another place, at the same time
    CALLED_OFF = "called_off"


def tell_invited(occasion: Occasion, invitations: Sequence[Invitation], news: News) -> int:
    """Writes to those of them who are known and can be reached, each once for what a meeting's plan now is.

    Of all others the office sees that they are to be called or written to. Gives how many are told.
    """
    if occasion.quietly:
        return 0
    return write_to_persons(occasion, NoticeKind.INVITATION, _messages(occasion, invitations, news))


def remind_invited(occasion: Occasion) -> int:
    """Asks those once more who have not answered on the day before their meeting; gives how many."""
    tomorrow = occasion.today + timedelta(days=1)
    soon = (Meeting.day == tomorrow) & (Meeting.state == MeetingState.PUBLISHED)
    silent = Invitation.select(Invitation, Meeting).join(Meeting)
    silent = silent.where(soon & (Invitation.state == ReplyState.WAITING)).order_by(Invitation.id)
    return tell_invited(occasion, list(silent), News.REMINDED)


@transaction
def drop_news(invitation_id: int) -> None:
    """What has not gone yet is not sent: the invitation was taken back."""
    about = (Notice.kind == NoticeKind.INVITATION) & Notice.once.startswith(f"invitation:{invitation_id}:")
    dropped = {"state": NoticeState.DROPPED, "error": Trouble.TAKEN_BACK}
    Notice.update(dropped).where(about & (Notice.state == NoticeState.WAITING)).execute()


def _messages(occasion: Occasion, invitations: Iterable[Invitation], news: News) -> list[Message]:
    facts = cache(partial(_facts, occasion, news))
    return [
        Message(
            person_id=each.person_id,
            once=f"invitation:{each.id}:{each.invited_at:%y%m%d%H%M%S}:{news}:{each.meeting.sequence}",
            facts=facts(each.meeting) | {"invitation": each.id},
        )
        for each in invitations
        if each.person_id is not None
    ]


def _facts(occasion: Occasion, news: News, meeting: Meeting) -> dict[str, object]:
    hall = Community.get_or_none(Community.area == meeting.community_id)
    return {
        "news": news.value,
        "place": meeting.community.name,
        "meeting": occasion.book.meeting.type_of(meeting.kind).title,
        "day": meeting.day.isoformat(),
        "starts_at": f"{meeting.starts_at:%H:%M}",
        "venue": meeting.venue,
        "telephone": hall.telephone if hall else "",
    }
