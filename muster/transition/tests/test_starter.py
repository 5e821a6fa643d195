"""The starter catalogue: enough of it, whole in both languages, and every name in it explained."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from muster.kernel.words import LANGUAGES
from muster.transition.guidance.starter import _once, starter

CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
ISCO = re.compile(r"[1-9]\d{3}")
COMBAT = {"infantry", "armour", "artillery", "air-defence", "reconnaissance", "engineers", "drones"}


def test_there_are_enough_roles_and_occupations():
    book = starter()
    assert len(book.roles) >= 150
    assert len(book.jobs) >= 250
    families = Counter(role.family for role in book.roles.values())
    assert families.keys() == book.families.keys()
    assert all(families[family] >= 5 for family in COMBAT)


def test_codes_are_isco_and_stand_once():
    assert all(map(ISCO.fullmatch, starter().jobs))
    twice = next(iter(starter().jobs.values()))
    with pytest.raises(ValueError, match="twice"):
        _once([twice, replace(twice)], "isco")


@pytest.mark.parametrize("of", ["roles", "jobs"])
def test_each_has_eight_to_twenty_known_skills(of):
    book = starter()
    for key, one in getattr(book, of).items():
        assert 8 <= len(one.skills) <= 20, key
        assert set(one.skills) <= book.skills.keys(), key


def test_ways_in_licences_and_conditions_are_explained():
    book = starter()
    for job in book.jobs.values():
        assert job.entry in book.entries, job.isco
        assert set(job.licences) <= book.licences.keys(), job.isco
        assert job.conditions, job.isco
        assert set(job.conditions) <= book.conditions.keys(), job.isco
        assert set(job.interests) <= set("RIASEC"), job.isco
        assert len(set(job.interests)) == len(job.interests) == 3, job.isco


def test_everything_is_said_in_both_languages():
    book = starter()
    words = [
        *(one.title for one in (*book.roles.values(), *book.jobs.values())),
        *(way.says for way in book.entries.values()),
        *(said for of in (book.skills, book.licences, book.conditions, book.families)
          for said in of.values()),
    ]  # fmt: skip
    for said in words:
        assert said.keys() == set(LANGUAGES)
        assert said["en"], said
        assert not CYRILLIC.search(said["en"]), said
        assert CYRILLIC.search(said["ru"]), said


def test_every_role_has_an_alias_in_each_language_and_no_title_means_two():
    titles = Counter()
    for role in starter().roles.values():
        own = [one for one in role.labels if one not in role.title.values()]
        assert any(CYRILLIC.search(one) for one in own), role.key
        assert any(not CYRILLIC.search(one) for one in own), role.key
        titles.update({label.lower() for label in role.title.values()})
    assert [title for title, count in titles.items() if count > 1] == []
