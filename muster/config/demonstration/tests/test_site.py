"""A demonstration is built once, again when asked, and never over somebody's installation."""

from pathlib import Path

import pytest

from muster.config.demonstration.site import DEFAULT, MARK, Site
from muster.kernel.problems import Refused


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site.named({"MUSTER_HOME": str(tmp_path / "demo")})


def test_without_a_name_it_stands_in_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert Site.named({}).home == tmp_path / DEFAULT
    assert Site.named({"MUSTER_HOME": ""}).home == tmp_path / DEFAULT


def test_an_empty_place_is_claimed_and_a_finished_one_stands(site):
    assert site.claim(again=False)
    assert site.summary() is None
    site.finish({"seed": 1})
    assert site.summary() == {"seed": 1}
    assert not site.claim(again=False)
    assert site.summary() == {"seed": 1}


def test_what_was_interrupted_is_cleared_away(site):
    site.claim(again=False)
    (site.home / "half").write_text("half")
    assert site.claim(again=False)
    assert not (site.home / "half").exists()


def test_again_removes_what_stands(site):
    site.claim(again=False)
    site.finish({})
    (site.home / "old").write_text("old")
    assert site.claim(again=True)
    assert sorted(path.name for path in site.home.iterdir()) == [MARK]


@pytest.mark.parametrize("again", [False, True])
def test_an_installation_is_left_alone(site, again):
    (site.home / "keys").mkdir(parents=True)
    with pytest.raises(Refused) as refused:
        site.claim(again=again)
    assert refused.value.problem.code == "demonstration.not-a-demonstration"
    assert list(site.home.iterdir()) == [site.home / "keys"]


def test_a_demonstration_in_a_server_is_not_dropped(tmp_path):
    site = Site.named({"MUSTER_HOME": str(tmp_path / "demo"), "DATABASE_URL": "postgresql://x/y"})
    site.claim(again=False)
    site.finish({})
    with pytest.raises(Refused) as refused:
        site.claim(again=True)
    assert refused.value.problem.code == "demonstration.on-a-server"
    assert site.summary() == {}
