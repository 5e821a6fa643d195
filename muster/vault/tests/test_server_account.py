"""Root hands the server to an account that may walk to its data and read nothing on the way."""

import os
import stat

import pytest

from muster.vault.server_account import ServerAccount

STRANGER = ServerAccount(uid=54321, gid=54321)
ROOT_ONLY = pytest.mark.skipif(os.geteuid() != 0, reason="only root hands files to an account")


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_an_ordinary_user_is_the_account_himself(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    account = ServerAccount.for_this_process(tmp_path)
    assert account.as_subprocess() == {}
    tmp_path.chmod(0o700)
    account.open_the_way(tmp_path / "data")
    assert mode(tmp_path) == 0o700


def test_the_way_is_opened_for_walking_alone(tmp_path):
    shut = tmp_path / "shut" / "data"
    shut.mkdir(parents=True)
    shut.chmod(0o700)
    shut.parent.chmod(0o700)
    STRANGER.open_the_way(shut)
    assert mode(shut.parent) == 0o701
    assert mode(shut) == 0o700


def test_a_package_that_a_strict_umask_shut_can_be_read_and_run(tmp_path):
    program = tmp_path / "server" / "bin" / "postgres"
    library = tmp_path / "server.libs" / "libz.so"
    for path, wanted in ((program, 0o700), (library, 0o600)):
        path.parent.mkdir(parents=True)
        path.write_bytes(b"")
        path.chmod(wanted)
        path.parent.chmod(0o700)
    STRANGER.open_package(tmp_path / "server")
    assert mode(program) == 0o705
    assert mode(library) == 0o604
    assert mode(library.parent) == 0o705


def test_a_folder_is_the_accounts_own_only_if_it_is_shut_real_and_its(tmp_path):
    me = ServerAccount()
    folder, link = tmp_path / "folder", tmp_path / "link"
    folder.mkdir(mode=0o700)
    link.symlink_to(folder)
    assert me.owns(folder)
    assert not me.owns(link)
    assert not STRANGER.owns(folder)
    folder.chmod(0o750)
    assert not me.owns(folder)


@ROOT_ONLY
def test_data_keep_the_owner_they_have(tmp_path):
    STRANGER.give(tmp_path)
    assert ServerAccount.for_this_process(tmp_path) == STRANGER


@ROOT_ONLY
def test_root_never_runs_the_server_itself(tmp_path):
    account = ServerAccount.for_this_process(tmp_path / "new")
    assert account.uid not in (None, 0)
