"""A short list does not say the same thing ten times, and keeps nothing from anybody."""

from muster.transition.rules.variety import varied


def test_of_one_title_two_at_most_while_others_are_left():
    found = ["Welding", "welding", " Welding ", "Baking", "welding", "Baking"]
    assert varied(found, str, 3) == ["Welding", "welding", "Baking"]
    assert varied(found, str, 4) == ["Welding", "welding", "Baking", "Baking"]
    assert varied(found, str, 9) == [
        "Welding",
        "welding",
        "Baking",
        "Baking",
        " Welding ",
        "welding",
    ]
    assert varied(found, str, 2, each=1) == ["Welding", "Baking"]
    assert varied([], str, 5) == []
