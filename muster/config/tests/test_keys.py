"""The recovery copy: made, kept apart from the keys, brought back."""

import pytest
from django.test import override_settings

from muster.config.operations.keys import write_privately
from muster.kernel.problems import Refused
from muster.vault.installation import installation

PHRASE = "five invented unrelated words here"


@pytest.fixture
def no_mark():
    """The tests share one home: leave it without a recovery mark."""
    yield
    installation().key_folder.exported_mark.unlink(missing_ok=True)


@pytest.fixture
def phrase(tmp_path):
    file = tmp_path / "phrase"
    file.write_text(PHRASE + "\n")
    return file


def test_a_copy_brings_the_same_keys_back_elsewhere(installed, speak, tmp_path, phrase, no_mark):
    copy, elsewhere = tmp_path / "copy", tmp_path / "other-home"
    done = speak("keys", "export", copy, "--passphrase-file", phrase)
    assert done.exit_code == 0, done.output
    assert copy.stat().st_mode & 0o777 == 0o600
    mark = installation().key_folder.exported_mark
    assert mark.stat().st_mode & 0o777 == 0o600  # else the doctor calls it readable by others
    keys = installation().keys
    for secret in (keys.node, keys.lookup, keys.signing):
        assert secret not in copy.read_bytes()
    with override_settings(MUSTER_HOME=elsewhere):
        done = speak("keys", "import", copy, "--passphrase-file", phrase)
        assert done.exit_code == 0, done.output
        assert installation().keys == keys
        (elsewhere / "keys" / "lookup.key").unlink()
        assert speak("keys", "import", copy, "--passphrase-file", phrase).exit_code == 0
        again = speak("keys", "import", copy, "--passphrase-file", phrase)
        assert again.exit_code == 2
        assert "not overwritten" in again.stderr


def test_keys_of_another_node_are_not_mixed_in(installed, speak, tmp_path, phrase, no_mark):
    copy, elsewhere = tmp_path / "copy", tmp_path / "other-home"
    speak("keys", "export", copy, "--passphrase-file", phrase)
    (elsewhere / "keys").mkdir(parents=True)
    (elsewhere / "keys" / "node.key").write_bytes(b"x" * 32)
    with override_settings(MUSTER_HOME=elsewhere):
        assert speak("keys", "import", copy, "--passphrase-file", phrase).exit_code == 2
    assert not (elsewhere / "keys" / "signing.key").exists()


def test_the_passphrase_is_asked_for_twice_and_never_shown(installed, speak, tmp_path, no_mark):
    copy = tmp_path / "copy"
    done = speak("keys", "export", copy, input=f"{PHRASE}\nsomething else\n{PHRASE}\n{PHRASE}\n")
    assert done.exit_code == 0, done.output
    assert PHRASE not in done.output
    assert done.output.count("once more") == 2


@pytest.mark.parametrize(
    ("where", "phrase", "code"),
    [
        ("home", PHRASE, "beside the keys"),
        ("standing", PHRASE, "exists already"),
        ("new", "short", "shorter than"),
        ("missing/folder", PHRASE, "cannot be read or written"),
    ],
)
def test_a_copy_that_would_not_help_is_refused(
    installed, speak, tmp_path, home, where, phrase, code
):
    (tmp_path / "standing").write_text("something else")
    file = home / "copy" if where == "home" else tmp_path / where
    done = speak("keys", "export", file, env={"MUSTER_PASSPHRASE": phrase})
    assert done.exit_code == 2
    assert code in done.stderr
    assert not installation().key_folder.exported_mark.exists()


def test_a_wrong_passphrase_brings_nothing_back(installed, speak, tmp_path, phrase, no_mark):
    copy, elsewhere = tmp_path / "copy", tmp_path / "other-home"
    speak("keys", "export", copy, "--passphrase-file", phrase)
    with override_settings(MUSTER_HOME=elsewhere):
        done = speak("keys", "import", copy, env={"MUSTER_PASSPHRASE": PHRASE + "!"})
    assert done.exit_code == 2
    assert not elsewhere.exists()


def test_a_private_file_is_never_overwritten(tmp_path):
    write_privately(tmp_path / "a", b"1")
    with pytest.raises(Refused):
        write_privately(tmp_path / "a", b"2")
    assert (tmp_path / "a").read_bytes() == b"1"
