"""What is learned from closed matters, told of texts made up for it."""

from portal.queries.experience import Experience, Known

LAMPS, NOISE = 5, 9
KNOWN = [
    Known(1, "楼前路灯坏了，晚上看不清。", LAMPS),
    Known(2, "路灯不亮已经三天。", LAMPS),
    Known(3, "小区门口的路灯一闪一闪。", LAMPS),
    Known(4, "夜里施工噪声太大，睡不着。", NOISE),
    Known(5, "楼下广场舞噪声扰民。", NOISE),
    Known(6, "工地半夜打桩，噪声很大。", NOISE),
]


def test_a_text_is_filed_as_those_that_are_most_alike():
    judged = Experience(KNOWN).judge("三号楼路灯不亮了")
    first, second = judged.labels
    assert (first.label, first.agreeing) == (LAMPS, (2, 1, 3))
    assert (second.label, first.share > 0.8 > second.share) == (NOISE, True)
    assert [near.key for near in judged.neighbours][:1] == [2]
    assert "路灯" in judged.telling


def test_the_same_experience_judges_the_same():
    one, other = Experience(KNOWN).judge("半夜打桩"), Experience(KNOWN).judge("半夜打桩")
    assert one == other
    assert one.labels[0].label == NOISE


def test_who_knows_nothing_says_nothing():
    judged = Experience(()).judge("路灯坏了")
    assert (judged.labels, judged.neighbours, judged.telling) == ([], [], [])


def test_of_what_was_never_heard_nobody_is_a_neighbour():
    judged = Experience(KNOWN).judge("xyzzy")
    assert judged.neighbours == [] == judged.telling
    assert {likely.label for likely in judged.labels} == {LAMPS, NOISE}


def test_a_single_label_is_always_the_first():
    judged = Experience(KNOWN[:3]).judge("路灯")
    assert [likely.label for likely in judged.labels] == [LAMPS]
