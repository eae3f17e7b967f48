"""The figures of a channel are counted from what happened."""

from datetime import datetime, timedelta

import pytest

from portal.domain.channels import ChannelFigures, came_in_all
from portal.domain.quarters import Period
from portal.domain.rating import Score
from portal.domain.terms import Channel
from portal.queries.channels import channel_figures
from portal.services import rate, say
from tests.conftest import MORNING

CHANNELS = (Channel.WEB, Channel.RECEPTION, Channel.HOTLINE)
QUARTER = Period(2026, 4)
LATE = datetime(2026, 11, 10, 9)


@pytest.fixture
def told(town, occasion):
    """Two by web, one of them private; one at the counter, answered too late; one in the spring."""

    def raise_by(channel, who, at=MORNING, area=town.community, **options):
        draft = say.Draft("灯坏了。", area.id, channel=channel, **options)
        return say.raise_matter(occasion(who, at), draft).matter

    raise_by(Channel.WEB, "nobody")
    answered = raise_by(Channel.WEB, "nobody", private=True)
    say.answer(occasion("worker"), answered, "今晚就换。")
    at_the_counter = raise_by(Channel.RECEPTION, "worker")
    say.answer(occasion("worker", LATE), at_the_counter, "换好了。")
    good = Score(5, 5, 5, 5)
    rate.rate_matter(occasion(at=LATE), answered, rate.PROPOSER, good, True, shown_code=True)
    raise_by(Channel.HOTLINE, "worker", at=MORNING - timedelta(days=180))
    raise_by(Channel.WEB, "nobody", area=town.neighbour)


@pytest.mark.usefixtures("told")
def test_each_channel_has_its_own_figures_of_the_period(town):
    web, reception, hotline = channel_figures(CHANNELS, [town.community.id], QUARTER)
    assert web == ChannelFigures(Channel.WEB, came=2, closed=1, timely=1, rated=1, satisfied=1)
    assert reception == ChannelFigures(Channel.RECEPTION, came=1, closed=1, timely=0, rated=0, satisfied=0)
    assert hotline == ChannelFigures(Channel.HOTLINE, 0, 0, 0, 0, 0)
    figures = channel_figures(CHANNELS, [town.community.id, town.neighbour.id], Period(2026))
    assert [each.came for each in figures] == [3, 1, 1]


@pytest.mark.usefixtures("told")
def test_shares_are_of_all_that_came_and_few_ratings_are_kept_back(town):
    figures = channel_figures(CHANNELS, [town.community.id], QUARTER)
    web, reception, hotline = figures
    everything = came_in_all(figures)
    assert [str(each.share(everything)) for each in figures] == ["66.6", "33.3", "0.0"]
    assert (web.on_time_rate, reception.on_time_rate, hotline.on_time_rate) == (100, 0, None)
    assert (web.satisfaction(minimum=3), web.satisfaction(minimum=1)) == (None, 100)


def test_a_place_without_communities_has_no_figures_but_all_channels(opened):
    assert [each.channel for each in channel_figures(CHANNELS, [], QUARTER)] == list(CHANNELS)
