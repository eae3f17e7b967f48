"""The page of the channels and its table to take away."""

import csv
import io

import pytest


@pytest.mark.usefixtures("lamp")
@pytest.mark.parametrize("face", ["", "/kiosk"])
def test_each_channel_stands_with_its_figures(client, face):
    page = client.get(f"{face}/publicity/channels?period=2026Q4").text
    assert "共收到1件" in page
    assert "意见箱" in page
    assert "满3人评了才公开满意率" in page


def test_a_period_in_which_nothing_came_says_so(client):
    assert "这段时间还没有收到事情" in client.get("/publicity/channels?period=2020").text


@pytest.mark.usefixtures("lamp")
def test_the_table_holds_the_same_figures(client, town):
    answer = client.get(f"/data/channels.csv?period=2026Q4&community={town.community.id}")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="channels-2026Q4.csv"'
    headings, first, *_rest = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert headings[:3] == ["怎么来的", "收到件数", "占（%）"]
    assert first == ["网上", "1", "100.0", "0", "0", "", "0", ""]


@pytest.mark.usefixtures("lamp")
def test_a_community_is_counted_alone(client, town):
    assert "共收到0件" in client.get(f"/publicity/channels?period=2026Q4&community={town.neighbour.id}").text
