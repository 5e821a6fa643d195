"""`muster vacancies`: a file is reported, then put in; what fits is told; a round gives places."""

import json
from datetime import timedelta
from uuid import UUID

from muster.transition.tests.test_partners import AT, House
from tests.houses import local_day


def test_from_a_file_to_a_round(db, speak, tmp_path):
    house = House()
    house.packed()
    file = tmp_path / "vacancies.csv"
    day = local_day(AT) + timedelta(days=20)
    file.write_text(f"title,region,begins\nRepair of lorries,Lviv,{day}\n,Lviv,{day}\n")
    line = ("--as", "c.one", "vacancies")
    given = (*line, "import", file, "--partner", "garage", "--json")
    done = speak(*given)
    assert done.exit_code == 3
    told = json.loads(done.stdout)
    assert (told["good"], told["confirmed"]) == (1, False)
    assert told["problems"][0]["row"] == 2
    speak(*given, "--confirm")
    [fit] = json.loads(speak(*line, "match", house.person, "--json").stdout)["fits"]
    assert fit["why"][0] == "Words of yours stand in it too: repair, lorries."
    vacancy = fit["vacancy"]
    house.asks(UUID(vacancy))
    held = json.loads(
        speak(*line, "round", "--partner", "Garage", "--give", "best", "--json").stdout
    )
    assert held["stable"]["given"] == {str(house.person): vacancy}
    assert (held["stable"]["objections"], held["offered"]) == (0, 1)


def test_open_vacancies_are_written_as_a_feed_that_reads_back(db, speak, tmp_path):
    house = House()
    house.vacancy()
    line = ("--as", "c.one", "vacancies")
    for shape in ("xml", "jobposting"):
        said = speak(*line, "feed", "--format", shape)
        assert said.exit_code == 0
        file = tmp_path / shape
        file.write_text(said.stdout)
        read = json.loads(speak(*line, "import", file, "--partner", "mill", "--json").stdout)
        assert (read["rows"], read["aside"][0]["words"]) == (1, "="), "the garage offers it already"
