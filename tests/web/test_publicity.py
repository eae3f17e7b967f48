"""晒一晒: the figures, what stands behind each, the table for one's own computer, the statements."""

import csv
import io

import pytest

from tests.lively import Lively, lively

MOST_QUERIES = 7  # the last one counts the good ideas


@pytest.fixture
def board(town, occasion) -> Lively:
    return lively(town, occasion)


def figures_in(page):
    parts = page.split('<ul class="figures')[1].split("</ul>")[0].split('<b class="nums">')[1:]
    return [part.split("</a>")[0].rsplit(">", 1)[1] for part in parts]


def test_the_account_shows_the_last_quarter_in_which_a_meeting_was_held(client, board):
    page = client.get("/publicity").text
    assert "2026年第四季度" in page
    assert figures_in(page) == ["1", "2", "50%", "100%", "4.7"]
    assert "满意度（3份评价）" in page


@pytest.mark.parametrize(
    ("show", "numbers"),
    [
        ("", ["AZ-2026-0001", "AZ-2026-0002"]),
        ("done", ["AZ-2026-0002"]),
        ("open", ["AZ-2026-0001"]),
        ("timely", ["AZ-2026-0002"]),
        ("late", []),
        ("rated", ["AZ-2026-0002"]),
        ("nonsense", ["AZ-2026-0001", "AZ-2026-0002"]),
    ],
)
def test_every_figure_leads_to_the_topics_it_counts(client, board, show, numbers):
    page = client.get(f"/publicity/items?period=2026Q4&show={show}").text
    assert [part.split('"')[0] for part in page.split('<a href="/matters/')[1:]] == numbers
    assert f"共{len(numbers)}件" in page


def test_the_year_adds_up_its_quarters(client, board, town):
    assert figures_in(client.get("/publicity?period=2026").text) == ["1", "2", "50%", "100%", "4.7"]
    page = client.get(f"/publicity?period=2026&community={town.community.id}").text
    assert "2026年各季度" in page
    assert "2026年第一季度" in page


def test_communities_stand_side_by_side(client, board):
    table = client.get("/publicity").text.split("各社区对照")[1]
    ours, theirs = (
        table.split("清华园社区")[1].split("</tr>")[0],
        table.split("和川社区")[1].split("</tr>")[0],
    )
    assert "50%" in ours
    assert "–" in theirs


def test_four_dimensions_are_drawn_with_their_table_beside(client, board):
    page = client.get("/publicity").text
    assert '<svg class="chart"' in page
    table = page.split("</svg>")[1].split("</table>")[0]
    assert [word in table for word in ("4.7", "4.0", "5.0")] == [True] * 3


def test_too_few_ratings_give_no_average(client, town, occasion, board):
    page = client.get(f"/publicity?community={town.neighbour.id}").text
    assert "这段时间还没有开过议事会" in page
    assert "<svg" not in page


@pytest.mark.parametrize(
    "asked", ["period=2019Q9", "period=", "community=x", "period=%27&community=-1", "period=2031"]
)
def test_nonsense_in_the_address_does_no_harm(client, board, asked):
    for path in ("/publicity", "/publicity/items", "/data/account.csv"):
        assert client.get(f"{path}?{asked}").status_code == 200


def test_a_place_without_meetings_says_so_kindly(client):
    assert "这段时间还没有开过议事会" in client.get("/publicity").text
    assert client.get("/publicity/items").status_code == 200


def test_the_table_can_be_taken_home(client, board):
    response = client.get("/data/account.csv?period=2026Q4")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="account-2026Q4.csv"'
    headings, ours, theirs, total = csv.reader(io.StringIO(response.data.decode("utf-8-sig")))
    assert headings[:5] == ["社区", "议事次数", "议题件数", "办结件数", "办结率（%）"]
    assert ours == ["清华园社区", "1", "2", "1", "50.0", "1", "100.0", "3", "4.7", "4.7", "4.0", "5.0", "5.0"]
    assert theirs == ["和川社区", "0", "0", "0", "", "0", "", "0", "", "", "", "", ""]
    assert total == ["合计", *ours[1:]]


@pytest.mark.parametrize(
    "path", ["/publicity", "/publicity?period=2026", "/publicity/items", "/data/account.csv"]
)
def test_the_account_takes_few_queries(client, board, queries_of, path):
    client.get("/privacy")
    with queries_of() as queries:
        assert client.get(path).status_code == 200
    assert 0 < len([query for query in queries if "revision" not in query]) <= MOST_QUERIES


@pytest.mark.parametrize("face", ["", "/kiosk"])
@pytest.mark.parametrize("path", ["/publicity", "/publicity/items", "/privacy", "/accessibility"])
def test_both_faces_have_every_page(client, board, face, path):
    assert client.get(f"{face}{path}").status_code == 200


def test_the_statement_of_privacy_speaks_of_this_rule_book(client):
    page = client.get("/privacy").text
    assert "10分钟内凭查询码可以自己撤回" in page
    assert "满3人评才公开" in page
