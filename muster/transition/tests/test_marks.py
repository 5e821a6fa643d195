"""What the evaluation has to reach, and that a line which falls short is named."""

from muster.transition.evaluating import MARKS, missed


def test_what_falls_short_of_a_mark_is_named():
    whole = {"name": "hahu", **MARKS["hahu"]}
    assert missed(whole) == []
    assert missed(whole | {"acc_at_1": 0.39, "hit_at_10": 0.72}) == ["acc_at_1", "hit_at_10"]
