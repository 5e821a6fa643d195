"""An administrator's addresses."""

from django.urls import path

from muster.web import addresses, converters
from muster.web.administrator import addresses as here
from muster.web.administrator import (
    backups,
    columns,
    crisis,
    duty,
    entries,
    erasing,
    examining,
    files,
    home,
    jobs,
    joining,
    occupations,
    people,
    posting,
    profile,
    questionnaires,
    recall,
    reports,
    roles,
    units,
)
from muster.web.administrator.moves import asking, hearing, placing, reporting

KINDS = converters.KINDS  # read here, so that `<file:…>` and `<unit:…>` are known

_OF_A_FILE = (
    ("", reports.one_file),
    ("/confirm", reports.confirm),
    ("/drop", reports.drop),
    ("/report", reports.as_table),
    ("/columns", columns.columns),
)

urlpatterns = [
    path(addresses.ADMINISTRATION[1:], home.home),
    path(here.ROSTERS[1:], files.rosters),
    path(here.UNIT_LISTS[1:], files.unit_lists),
    path(here.POST_LISTS[1:], files.post_lists),
    path(here.ENTRY_LISTS[1:], files.entry_lists),
    *(
        path(f"{place[1:]}/<file:file_id>{end}", view)
        for place in (here.ROSTERS, here.UNIT_LISTS, here.POST_LISTS, here.ENTRY_LISTS)
        for end, view in _OF_A_FILE
    ),
    path(here.PEOPLE[1:], people.find_page),
    path("administration/people/<person:person>", people.one_person),
    path("administration/people/<person:person>/correct", people.correct_person),
    path("administration/people/<person:person>/sign-in", people.let_in),
    path("administration/people/<person:person>/move", posting.move_person),
    path("administration/people/<person:person>/leave", posting.last_day),
    path("administration/people/<person:person>/entries", entries.entries),
    path("administration/people/<person:person>/entries/wrong", entries.wrong),
    path("administration/people/<person:person>/records", joining.records),
    path("administration/people/<person:person>/records/join", joining.join),
    path("administration/people/<person:person>/records/part", joining.part),
    path("administration/people/<person:person>/erase", erasing.erase_person),
    path(here.UNITS[1:], units.units),
    path(here.MOVES[1:], asking.listed),
    path("administration/moves/new", asking.ask),
    path("administration/moves/several", placing.placed),
    path("administration/moves/report", reporting.report),
    path("administration/moves/<move:move>", asking.one),
    path("administration/moves/<move:move>/shorten", asking.shorten),
    path("administration/moves/<move:move>/swaps/<swap:swap>", hearing.hear),
    path("administration/moves/<move:move>/<slug:what>", asking.act),
    path("administration/units/new", units.enter),
    path("administration/units/<unit:unit>", units.one_unit),
    path(here.RECALL[1:], recall.recall),
    path(here.ROLES[1:], roles.roles),
    path("administration/roles/give", roles.give),
    path("administration/roles/take", roles.take),
    path("administration/roles/invite", roles.invitation),
    path(here.DUTY[1:], duty.duty),
    path("administration/duty/give", duty.give),
    path("administration/duty/cancel", duty.cancel),
    path(here.CRISIS[1:], crisis.crisis_numbers),
    path("administration/crisis-numbers/new", crisis.add),
    path("administration/crisis-numbers/verify", crisis.verify),
    path("administration/crisis-numbers/withdraw", crisis.withdraw),
    path(here.INSTRUMENTS[1:], questionnaires.questionnaires),
    path("administration/questionnaires/add", questionnaires.add),
    path("administration/questionnaires/<slug:key>/blank/<slug:language>", questionnaires.blank),
    path(here.OCCUPATIONS[1:], occupations.occupations),
    path("administration/occupations/<slug:archive>", occupations.archive),
    path("administration/occupations/<slug:archive>/report", occupations.report),
    path(here.PROFILE[1:], profile.force_profile),
    path(here.ADOPT[1:], profile.adopt),
    path(here.EXAMINATION[1:], examining.examination),
    path(here.JOBS[1:], jobs.jobs),
    path("administration/jobs/retry", jobs.retry),
    path(here.BACKUPS[1:], backups.backups),
    path("administration/backups/make", backups.make),
    path("administration/backups/try", backups.try_one),
]
