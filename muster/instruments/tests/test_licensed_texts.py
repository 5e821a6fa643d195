"""Licensed texts in the database: added whole, the newest counts, nothing is changed by a copy."""

import msgspec
import pytest

from muster.access.doors import DOORS
from muster.access.roles import ADMINISTRATOR, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.instruments.commands import add_text
from muster.instruments.licensed import read_licensed_text
from muster.instruments.models import LicensedText
from muster.instruments.packs import pack
from muster.instruments.queries import installed, licences
from muster.instruments.tests.invented import licensed_text
from muster.instruments.wording import Standing
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.vault import work
from muster.vault.zones import Audience

pytestmark = pytest.mark.django_db

KEY = "c-ssrs-screener"
KEEPER = Viewer(AccountId(new_id()), ADMINISTRATOR, (UnitId(new_id()),))


def add(text: str | None = None, by: Viewer = KEEPER):
    return add_text(data=(text or licensed_text(KEY)).encode(), by=by, at=now())


def read(question, *arguments, audience=Audience.CLINICIAN):
    with work.unit_of_work(work.Standing(audience)):
        return question(*arguments)


def stored() -> int:
    return read(LicensedText.objects.count)


def test_a_protected_instrument_has_no_words_until_they_are_added():
    assert read(installed, KEY).wordings == {}
    added = add()
    assert added.new
    worded = read(installed, KEY)
    assert worded.wording("en").items["cssrs-4"] == "the words of cssrs-4"
    assert worded.wording("en").standing is Standing.LICENSED
    assert worded.wording("en").checksum == added.wording.checksum
    assert worded.specification == pack(KEY).specification
    assert pack(KEY).wordings == {}


def test_every_audience_that_asks_or_reads_a_form_finds_the_words():
    add()
    for audience in (Audience.MEMBER, Audience.CLINICIAN, Audience.ADMINISTRATOR):
        assert "en" in read(installed, KEY, audience=audience).wordings


def test_the_same_file_twice_changes_nothing():
    add()
    again = add()
    assert not again.new
    assert stored() == 1


def test_the_newest_text_counts_also_when_an_older_one_comes_back():
    add()
    add(licensed_text(KEY).replace("the words of cssrs-1", "newer words"))
    assert read(installed, KEY).wording("en").items["cssrs-1"] == "newer words"
    assert add().new
    assert read(installed, KEY).wording("en").items["cssrs-1"] == "the words of cssrs-1"
    assert stored() == 3


def test_each_language_has_a_text_of_its_own_and_says_whose_it_is():
    add(licensed_text(KEY, "ru"))
    add()
    assert list(read(installed, KEY).wordings) == ["en", "ru"]
    assert [one.language for one in read(licences, KEY)] == ["en", "ru"]
    english = read(licences, KEY)[0]
    assert (english.terms, english.holder) == ("the words of terms", "the words of licence_holder")
    assert english.added_by == KEEPER.account
    assert read(installed, "isi").wordings == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (licensed_text("phq-9"), "text-not-protected"),
        (licensed_text(KEY).replace('"cssrs-3" = ', '"cssrs-9" = '), "wording-incomplete"),
        ("instrument = ", "text-not-toml"),
        (licensed_text(KEY).replace("year = 2008", "year = 0"), "text-without-terms"),
        (licensed_text(KEY).replace('"the words of terms"', '" "'), "text-without-terms"),
    ],
)
def test_a_wrong_file_adds_nothing(text, code):
    with pytest.raises(Refused, match=code):
        add(text)
    assert stored() == 0


def test_only_an_administrator_adds_a_text():
    clinician = Viewer(AccountId(new_id()), UNIT_PSYCHOLOGIST, (UnitId(new_id()),))
    with pytest.raises(Refused, match="not-permitted"):
        add(by=clinician)
    assert stored() == 0


def test_the_journal_keeps_none_of_the_words():
    assert DOORS["instruments.add-text"].journalled == ()


def test_a_stored_text_whose_words_were_changed_is_not_used():
    checksum = add().wording.checksum
    with work.unit_of_work(work.Standing(Audience.ADMINISTRATOR)):
        LicensedText.objects.create(
            instrument=KEY, language="en", checksum=checksum, terms="", licence_holder="",
            raw=licensed_text(KEY).replace("the words of cssrs-1", "other words").encode(),
            added_at=now(), added_by=KEEPER.account,
        )  # fmt: skip
    with pytest.raises(Refused, match="wording-changed"):
        read(installed, KEY)


def test_what_is_stored_is_what_came():
    text = "\ufeff" + licensed_text(KEY).replace("\n", "\r\n")
    add(text)
    raw = bytes(read(LicensedText.objects.get).raw)
    assert raw == text.encode()
    assert msgspec.to_builtins(read_licensed_text(raw).wording.items)
