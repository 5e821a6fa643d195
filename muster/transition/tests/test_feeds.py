"""Feeds of vacancies: read within limits, named where wrong, and written so that they read back."""

import json
from datetime import date, timedelta

import pytest

from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.transition.commands.partners import settle_vacancy
from muster.transition.commands.vacancies import import_vacancies
from muster.transition.queries.feeds import feed
from muster.transition.queries.partners import partners
from muster.transition.queries.vacancies import own_vacancies
from muster.transition.rules.feeds import as_job_postings, as_xml, cells_of_posting, postings
from muster.transition.rules.fitting import Open
from muster.transition.rules.sorting import TWIN
from muster.transition.rules.vacancies import Draft, read_vacancy
from muster.transition.tests.test_partners import AT, House
from muster.transition.vacancy_files import rows_of
from tests.houses import local_day

TODAY = local_day(AT)
DAY = TODAY + timedelta(days=30)
OPEN = Open(
    new_id(), new_id(), "Garage & <Sons>", "Mechanic “A&B”", "You repair <lorries>; нужен опыт",
    "Lviv", ("driving-c", "welding"), ("shifts",), ("quiet",), 1500, 1900, DAY, 3, 1,
)  # fmt: skip


def written(tmp_path, name, said):
    path = tmp_path / name
    path.write_bytes(said if isinstance(said, bytes) else said.encode())
    return path


def refused(path):
    with pytest.raises(Refused) as found:
        rows_of(path)
    return found.value.problem.code


@pytest.mark.parametrize(("name", "write"), [("feed.xml", as_xml), ("feed.json", as_job_postings)])
def test_what_is_written_reads_back_the_same(tmp_path, name, write):
    rows, met, _digest = rows_of(written(tmp_path, name, write([OPEN, OPEN])))
    assert met == []
    assert [number for number, _cells in rows] == [1, 2]
    read = read_vacancy(rows[0][1], TODAY)
    assert isinstance(read, Draft)
    assert (read.title, read.licences, read.conditions, read.offers) == (
        OPEN.title, OPEN.licences, OPEN.conditions, OPEN.offers,
    )  # fmt: skip
    assert (read.pay_from, read.pay_to, read.begins, read.places) == (1500, 1900, DAY, 3)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("<vacancies><vacancy>", "transition.feed-unreadable"),
        ('<!DOCTYPE a [<!ENTITY b "b">]><vacancies/>', "transition.feed-unreadable"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><vacancies/>', "transition.feed-unreadable"),
        ("<jobs><vacancy/></jobs>", "transition.no-feed"),
        ("<vacancies>" + "<a>" * 40 + "</a>" * 40 + "</vacancies>", "transition.feed-too-large"),
        ('{"a": ', "transition.feed-unreadable"),
        ("[" * 100_000, "transition.feed-unreadable"),
        ('{"@type": "Person"}', "transition.no-feed"),
    ],
)
def test_a_feed_that_is_none_is_refused_whole(tmp_path, said, code):
    assert refused(written(tmp_path, "feed", said)) == code


def test_one_bad_vacancy_is_named_and_the_others_are_read(tmp_path):
    feed = (
        '<vacancies xmlns="urn:x"><vacancy><title>Welder</title><region>Lviv</region>'
        f"<begins>{DAY}</begins><pay-from>900</pay-from><secret>1</secret></vacancy>"
        "<vacancy><title>=cmd()</title></vacancy></vacancies>"
    )
    rows, met, _digest = rows_of(written(tmp_path, "feed.xml", feed))
    assert rows == [(1, {"title": "Welder", "region": "Lviv", "begins": str(DAY),
                         "pay_from": "900"})]  # fmt: skip
    assert [(one.row, one.column) for one in met] == [(2, "title")]


def test_a_job_posting_of_another_program_is_understood():
    posting = {
        "@context": "https://schema.org/", "@type": ["JobPosting"], "title": "Driver",
        "description": "<p>You drive</p><p>lorries</p>", "validThrough": f"{DAY}T00:00",
        "jobLocation": [{"address": {"addressRegion": "Lviv"}}],
        "qualifications": "driving-c; care",
        "baseSalary": {"value": {"minValue": 24000, "maxValue": 30000, "unitText": "YEAR"}},
    }  # fmt: skip
    [one] = postings({"@graph": [{"@type": "WebPage"}, posting]})
    found = cells_of_posting(one)
    assert found.pop("text").split() == ["You", "drive", "lorries", "care"]
    assert found == {
        "title": "Driver", "region": "Lviv", "begins": str(DAY), "places": "",
        "pay_from": "2000", "pay_to": "2500", "licences": "driving-c", "conditions": "",
        "offers": "",
    }  # fmt: skip
    hourly = {**posting, "baseSalary": {"value": {"value": 20, "unitText": "HOUR"}}}
    assert "pay_from" not in cells_of_posting(hourly)


def test_the_same_vacancy_from_another_partner_waits_and_is_named(db):
    house = House()
    house.vacancy()
    made, words = house.vacancy(house.mill)
    assert words == TWIN
    [waits] = partners(by=house.by, at=AT).waiting
    assert (waits.vacancy.key, waits.twin) == (made, "Garage")
    assert own_vacancies(person=house.person, by=house.member, at=AT).fits.looked == 1
    said = {"title": "Mechanic", "region": "LVIV", "begins": str(DAY), "pay_from": "1500"}
    rows = [(1, {**said, "text": "you  repair LORRIES"}), (2, {**said, "text": "Another garage"})]
    third = house.partner("Third")
    found = import_vacancies(
        partner=third.units[0], rows=rows, digest="0", confirm=False, by=third, at=AT
    )
    assert [words for _one, words in found.aside] == [TWIN]
    settle_vacancy(vacancy=made, through=True, by=house.by, at=AT)
    assert own_vacancies(person=house.person, by=house.member, at=AT).fits.looked == 2


def test_the_feed_of_vacancies_shows_what_stands_open(db):
    house = House()
    house.vacancy()
    house.vacancy(house.mill, title="Miller")
    house.vacancy(house.mill, title="Young women only")
    assert [one.title for one in feed(by=house.mill, at=AT)] == ["Miller"]
    every = feed(by=house.by, at=AT)
    assert sorted(one.title for one in every) == ["Mechanic", "Miller"]
    said = json.loads(as_job_postings(every))
    assert {one["hiringOrganization"]["name"] for one in said["@graph"]} == {"Garage", "Mill"}
    assert date.fromisoformat(said["@graph"][0]["jobStartDate"]) == DAY
