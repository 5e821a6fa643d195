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
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

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


@contextmanager
def a_home():
    """A home outside pytest's own folder, which every session of root shuts to other accounts."""
    with TemporaryDirectory(prefix="muster-home-") as folder:
        try:
            yield Path(folder)
        finally:
            Embedded(Path(folder)).stop()


@pytest.fixture
def home():
    with a_home() as folder:
        yield folder


@pytest.fixture(scope="module")
def server():
    with a_home() as folder:
        start_in_a_process_of_its_own(folder)
        yield Embedded(folder)


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


def test_many_processes_may_start_it_at_once(home):
    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(start_in_a_process_of_its_own, [home] * 8))
    server = Embedded(home)
    assert ask(server, "SELECT 1") == 1
    assert server.stop() is True
    assert server.stop() is False
    with pytest.raises(Refused) as refused:
        server.address()
    assert refused.value.problem.code == "vault.postgres-not-running"


@pytest.fixture
def long_home():
    """A home whose path is too long for a socket, with signs in it that a shell would read."""
    with a_home() as folder:
        home = folder / ("a home with a ‘long’ name, " * 4) / ("x" * 60)
        yield home
        Embedded(home).stop()


def test_a_long_home_moves_the_socket_and_not_the_data(long_home):
    server = Embedded(long_home)
    address = server.start()
    assert len(os.fsencode(address.host)) < 90
    assert stat.S_IMODE(Path(address.host).stat().st_mode) == 0o700
    assert ask(server, "SHOW data_directory") == str(long_home / "postgres")


def test_a_socket_folder_that_others_may_enter_is_refused(long_home):
    server = Embedded(long_home)
    door = Path(server.start().host)
    server.stop()
    door.chmod(0o755)
    with pytest.raises(Refused) as refused:
        server.start()
    assert refused.value.problem.code == "vault.socket-folder-is-not-ours"
    door.chmod(0o700)
    server.start()


def test_what_was_committed_is_there_after_a_crash(home):
    server = Embedded(home)
    with psycopg.connect(**server.start().for_psycopg()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'kept' AS word")
    os.kill(postmaster(server), signal.SIGKILL)
    while server.running():
        time.sleep(0.01)
    server.start()
    assert ask(server, "SELECT word FROM kept") == "kept"


def test_half_made_data_is_made_again(home):
    (home / "postgres.new").mkdir()
    (home / "postgres.new" / "PG_VERSION").write_text("18\n")
    server = Embedded(home)
    server.start()
    assert server.stop()


def test_data_of_a_version_that_is_not_installed_is_refused_by_name(home):
    server = Embedded(home)
    server.data.mkdir()
    (server.data / "PG_VERSION").write_text("11\n")
    with pytest.raises(Refused) as refused:
        server.start()
    assert refused.value.problem.code == "vault.postgres-of-another-age"
    assert "11" in refused.value.problem.says("ru")


def test_a_number_that_another_program_has_by_now_is_no_server(home):
    server = Embedded(home)
    server.start()
    left = (server.data / "postmaster.pid").read_text().splitlines()
    server.stop()
    left[0] = str(os.getpid())
    (server.data / "postmaster.pid").write_text("\n".join(left))
    server.start()
    assert postmaster(server) != os.getpid()
