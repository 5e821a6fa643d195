"""The embedded server outlives whoever started it, and lets in nobody else.

These tests start real servers of their own, so they run the same whatever server the others use.
"""

import os
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from muster.kernel.problems import Refused
from muster.vault.postgres import Embedded

START = "import sys; from pathlib import Path; from muster.vault.postgres import Embedded; "
START += "Embedded(Path(sys.argv[1])).start()"


def start_in_a_process_of_its_own(home: Path) -> None:
    subprocess.run([sys.executable, "-c", START, str(home)], check=True)


def postmaster(server: Embedded) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Embedded(tmp_path_factory.mktemp("home"))
    start_in_a_process_of_its_own(server.home)
    yield server
    server.stop()


def ask(server: Embedded, question: str) -> str:
    with psycopg.connect(**server.address().for_psycopg()) as connection:
        return connection.execute(question).fetchone()[0]


def test_it_outlives_the_process_that_started_it(server):
    assert server.running()
    assert ask(server, "SELECT 'still here'") == "still here"


def test_it_leads_a_session_of_its_own_so_that_no_terminal_can_interrupt_it(server):
    assert os.getsid(postmaster(server)) != os.getsid(0)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("data_checksums", "on"),
        ("listen_addresses", ""),
        ("max_connections", "100"),
        ("shared_buffers", "128MB"),
        ("timezone", "UTC"),
        ("server_encoding", "UTF8"),
    ],
)
def test_it_is_durable_shut_and_speaks_utc_and_utf8(server, setting, value):
    assert ask(server, f"SHOW {setting}") == value


def test_words_are_ordered_by_code_point_and_cyrillic_has_capitals(server):
    assert ask(server, "SELECT 'Ё' < 'Б' AND upper('ёж') = 'ЁЖ'") is True


def test_only_its_own_account_may_enter_the_folder_of_its_socket(server):
    door = Path(server.address().host)
    assert stat.S_IMODE(door.stat().st_mode) == 0o700
    assert door.stat().st_uid == server.data.stat().st_uid


def test_its_log_repeats_neither_statement_nor_value(server):
    with psycopg.connect(**server.address().for_psycopg(), autocommit=True) as connection:
        connection.execute("CREATE TABLE planted (word text UNIQUE)")
        connection.execute("INSERT INTO planted VALUES (%s)", ["planted-secret"])
        for bad in (
            "INSERT INTO planted VALUES ('planted-secret')",
            "SELECT 'planted-secret'::int",
        ):
            with pytest.raises(psycopg.Error):
                connection.execute(bad)
    logs = list(server.log.iterdir())
    assert logs
    assert not [log for log in logs if "planted" in log.read_text()]


def test_a_second_start_finds_the_first(server):
    before = postmaster(server)
    server.start()
    start_in_a_process_of_its_own(server.home)
    assert postmaster(server) == before


def test_many_processes_may_start_it_at_once(tmp_path):
    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(start_in_a_process_of_its_own, [tmp_path] * 8))
    server = Embedded(tmp_path)
    assert ask(server, "SELECT 1") == 1
    assert server.stop() is True
    assert server.stop() is False
    with pytest.raises(Refused) as refused:
        server.address()
    assert refused.value.problem.code == "vault.postgres-not-running"


def test_a_long_home_moves_the_socket_and_not_the_data(tmp_path):
    home = tmp_path / ("a home with a ‘long’ name, " * 4) / ("x" * 60)
    server = Embedded(home)
    try:
        address = server.start()
        assert len(os.fsencode(address.host)) < 90
        assert stat.S_IMODE(Path(address.host).stat().st_mode) == 0o700
        assert ask(server, "SHOW data_directory") == str(home / "postgres")
    finally:
        server.stop()


def test_a_socket_folder_that_others_may_enter_is_refused(tmp_path):
    home = tmp_path / ("x" * 100)
    server = Embedded(home)
    door = Path(server.start().host)
    server.stop()
    door.chmod(0o755)
    with pytest.raises(Refused) as refused:
        server.start()
    assert refused.value.problem.code == "vault.socket-folder-is-not-ours"
    door.chmod(0o700)
    server.start()
    assert server.stop()


def test_what_was_committed_is_there_after_a_crash(tmp_path):
    server = Embedded(tmp_path)
    with psycopg.connect(**server.start().for_psycopg()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'kept' AS word")
    os.kill(postmaster(server), signal.SIGKILL)
    while server.running():
        time.sleep(0.01)
    try:
        server.start()
        assert ask(server, "SELECT word FROM kept") == "kept"
    finally:
        server.stop()


def test_half_made_data_is_made_again(tmp_path):
    (tmp_path / "postgres.new").mkdir()
    (tmp_path / "postgres.new" / "PG_VERSION").write_text("18\n")
    server = Embedded(tmp_path)
    server.start()
    assert server.stop()


def test_data_of_a_version_that_is_not_installed_is_refused_by_name(tmp_path):
    server = Embedded(tmp_path)
    server.data.mkdir()
    (server.data / "PG_VERSION").write_text("11\n")
    with pytest.raises(Refused) as refused:
        server.start()
    assert refused.value.problem.code == "vault.postgres-of-another-age"
    assert "11" in refused.value.problem.says("ru")


def test_a_number_that_another_program_has_by_now_is_no_server(tmp_path):
    server = Embedded(tmp_path)
    server.start()
    left = (server.data / "postmaster.pid").read_text().splitlines()
    server.stop()
    left[0] = str(os.getpid())
    (server.data / "postmaster.pid").write_text("\n".join(left))
    try:
        server.start()
        assert postmaster(server) != os.getpid()
    finally:
        server.stop()
