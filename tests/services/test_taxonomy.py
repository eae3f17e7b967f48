"""The tree of categories: begun by the rule book, taken over from a table, tended by staff."""

import pytest

from portal.domain.refusal import Rule
from portal.models import Category, Matter
from portal.queries.categories import categories, categories_to_pick, first_level, words_of
from portal.queries.matters import Wanted, matters
from portal.services import say, taxonomy
from portal.services.import_files import Table, read_table
from portal.services.say import Draft
from tests.refusals import rule_of

TREE = Table(
    ("一级分类", "二级分类", "三级分类"),
    [
        ("城乡建设", "市政管理", "园林绿化"),
        ("城乡建设", "市政管理", "公园管理"),
        ("环境保护", "噪声", ""),
        ("城乡建设", "安全生产", "安全隐患"),
    ],
)


def named(name):
    return Category.get(Category.name == name)


def test_a_table_of_three_columns_becomes_a_tree(opened):
    assert taxonomy.take_over(TREE) == 8
    assert [(node.name, node.level) for node in categories()] == [
        ("城乡建设", 1), ("市政管理", 2), ("园林绿化", 3), ("公园管理", 3), ("安全生产", 2), ("安全隐患", 3),
        ("环境保护", 1), ("噪声", 2),
    ]  # fmt: skip
    assert words_of([named("公园管理").id]) == {named("公园管理").id: "城乡建设·市政管理·公园管理"}


def test_the_same_table_twice_adds_nothing(opened):
    taxonomy.take_over(TREE)
    assert taxonomy.take_over(TREE) == 0
    assert Category.select().count() == 8


def test_the_rule_books_categories_are_the_first_level_and_are_added_once(opened):
    assert taxonomy.seed(["环境卫生", "其他"]) == taxonomy.seed(["环境卫生", "其他"])
    assert [name for _, name in first_level()] == ["环境卫生", "其他"]


def test_a_line_below_nothing_is_refused_and_the_whole_table_with_it(opened):
    broken = Table(TREE.headings, [*TREE.rows, ("", "噪声", "")])
    assert rule_of(taxonomy.take_over, broken) is Rule.WRONG_FILE
    assert Category.select().count() == 0


def test_a_list_holds_what_lies_in_a_category_and_below_it(town, occasion):
    taxonomy.take_over(TREE)
    number = {}
    for name in ("城乡建设", "市政管理", "公园管理", "噪声"):
        draft = Draft(words=f"{name}的事。", area_id=town.building.id, category_id=named(name).id)
        number[name] = say.raise_matter(occasion(), draft).matter.number

    def found(name):
        return {card.number for card in matters(Wanted(category=named(name).id)).cards}

    assert found("城乡建设") == {number["城乡建设"], number["市政管理"], number["公园管理"]}
    assert found("市政管理") == {number["市政管理"], number["公园管理"]}
    assert found("公园管理") == {number["公园管理"]}
    assert found("安全生产") == set()


def test_what_is_retired_is_offered_no_more_with_all_below_it(town, occasion):
    taxonomy.take_over(TREE)
    administrator = occasion("administrator")
    taxonomy.retire(administrator, named("市政管理"))
    assert [node.name for node in categories()] == ["城乡建设", "安全生产", "安全隐患", "环境保护", "噪声"]
    taxonomy.bring_back(administrator, named("市政管理"))
    assert len(categories()) == 8


def test_a_name_stands_once_beside_its_like(town, occasion):
    taxonomy.take_over(TREE)
    administrator = occasion("administrator")
    assert rule_of(taxonomy.rename, administrator, named("公园管理"), "园林绿化") is Rule.CATEGORY_KNOWN
    taxonomy.rename(administrator, named("公园管理"), "公园和广场")
    assert named("公园和广场").path == f"/1/2/{named('公园和广场').id}/"


@pytest.mark.parametrize("who", ["worker", "secretary", "street_officer", "auditor", "nobody"])
def test_only_who_tends_the_whole_place_tends_the_tree(town, occasion, who):
    taxonomy.take_over(TREE)
    assert rule_of(taxonomy.rename, occasion(who), named("噪声"), "吵闹") is Rule.NOT_ALLOWED
    assert rule_of(taxonomy.retire, occasion(who), named("噪声")) is Rule.NOT_ALLOWED
    assert rule_of(taxonomy.import_taxonomy, occasion(who), TREE) is Rule.NOT_ALLOWED


def test_the_list_to_pick_from_names_a_deeper_choice_in_whole_words(opened):
    taxonomy.take_over(TREE)
    first = first_level()
    assert categories_to_pick(None) == categories_to_pick(first[0][0]) == first
    assert categories_to_pick(named("噪声").id) == [*first, (named("噪声").id, "环境保护·噪声")]
    assert categories_to_pick(10**6) == first


def test_the_real_taxonomy_of_517_lines_loads(opened, real_file):
    assert taxonomy.take_over(read_table(real_file("taxonomy.csv"))) == Category.select().count()
    levels = [node.level for node in categories()]
    assert (levels.count(1), levels.count(2), levels.count(3)) == (15, 118, 517)


def test_no_matter_loses_its_category_when_that_is_retired(town, occasion):
    taxonomy.take_over(TREE)
    draft = Draft(words="太吵了。", area_id=town.building.id, category_id=named("噪声").id)
    matter = say.raise_matter(occasion(), draft).matter
    taxonomy.retire(occasion("administrator"), named("环境保护"))
    assert Matter.get_by_id(matter.id).category.name == "噪声"
