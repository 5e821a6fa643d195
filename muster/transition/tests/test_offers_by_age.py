"""Offers whose day is over are closed by the installation, and old ones keep their title alone."""

from datetime import timedelta

from muster.access.accounts import track_watch
from muster.transition.commands.offers import anything_to_tend, tend_offers
from muster.transition.queries.courses import school_courses
from muster.transition.queries.offers import own_offers
from muster.transition.tests.test_courses import School
from muster.transition.tests.test_partners import AT
from muster.vault.work import unit_of_work


def test_what_is_past_is_closed_and_what_is_old_is_forgotten(db):
    house = School()
    house.vacancy()
    house.course(text="You learn to drive them")
    by = track_watch((house.unit,))
    with unit_of_work(by.standing()):
        assert not anything_to_tend(AT)
    later = AT + timedelta(days=45)
    assert tend_offers(by=by, at=later) == 2
    [vacancy] = own_offers(by=house.garage, at=later)
    [course] = school_courses(by=house.school, at=later).courses
    assert (vacancy.closed, course.closed) == (True, True)
    assert vacancy.vacancy.text == "You repair lorries"
    assert tend_offers(by=by, at=later + timedelta(days=1)) == 0
    old = later + timedelta(days=2 * 366 + 1)
    with unit_of_work(by.standing()):
        assert anything_to_tend(old)
    assert tend_offers(by=by, at=old) == 2
    [vacancy] = own_offers(by=house.garage, at=old)
    assert (vacancy.vacancy.title, vacancy.vacancy.text) == ("Mechanic", "")
    [course] = school_courses(by=house.school, at=old).courses
    assert (course.held.course.title, course.held.course.text) == ("Fork-lift course", "")
