"""The worker's jobs: whether it works, what waits, what failed, and what comes by itself."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access import jobs as of_the_worker
from muster.access.commands.jobs import retry_job
from muster.access.roles import ADMINISTRATOR
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.vault.zones import Audience
from muster.web.administrator import addresses as here
from muster.web.administrator.naming import zone_of
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.pages import page
from muster.web.reading import read_as

_TITLE = _("Jobs")
WORKS = Status(_p("worker", "at work"), "green")
AWAY = Status(_p("worker", "not at work"), "red")
DOING = Status(_p("job", "being done"), "blue")
WAITS = Status(_p("job", "waits"), "grey")
WELL = Status(_p("job", "done"), "green")
BADLY = Status(_p("job", "failed"), "red")
ENDED: Mapping[str, Status] = {"succeeded": WELL, "failed": BADLY, "doing": DOING, "todo": WAITS}
WORDS = {
    "says": _(
        "The worker seals the journal, watches the clocks, carries alerts and reminders, and does "
        "what pages ask of it. A job carries no name and no answer."
    ),
    "worker": _("The worker"),
    "last_sign": _("Last sign of life:"),
    "no_sign": _("It has given no sign of life."),
    "start": _("Start it on the server with “muster worker”, and keep it running."),
    "waiting": _("What waits"),
    "none_waits": _("Nothing waits."),
    "failed": _("What failed"),
    "none_failed": _("Nothing failed."),
    "periodic": _("What comes by itself"),
    "none_periodic": _("Nothing has come by itself yet: the worker has not been at work."),
    "again": _("Do it again"),
    "again_about": _("{job}, number {number}"),
    "done": _("The job waits to be done again."),
    "job": _p("column", "Job"),
    "count": _p("column", "How many"),
    "since": _p("column", "Since"),
    "tries": _p("column", "Tries"),
    "last": _p("column", "Last"),
    "state": _p("column", "State"),
}
# What each job does, by its name; one that this page does not know is shown by that name.
NAMES: Mapping[str, Sentence] = {
    "muster.config.jobs.keep_watch": _("The house's watch: everything that is due"),
    "muster.config.jobs.forget_old_jobs": _("Forget jobs that ended long ago"),
    "access.run-errand": _("What a page asked for"),
    "access.deliver": _("Carry a message outside"),
    "detection.climb": _("Carry an alert on to the next on duty"),
    "assessments.follow_up_silent": _("Notice a follow-up that fell silent"),
    "assessments.enter-file": _("Enter a file of answers"),
}


@serves(ADMINISTRATOR)
def jobs(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the worker and its jobs."""

    def asked() -> tuple[Instant | None, bool, list, list, list]:
        return (
            of_the_worker.last_sign_of_a_worker(), of_the_worker.a_worker_works(at),
            of_the_worker.waiting(), of_the_worker.failed(), of_the_worker.periodic(),
        )  # fmt: skip

    sign, works, waiting, failed, periodic = read_as(Audience.PLATFORM, asked)
    return page(
        request,
        "administrator/jobs.html",
        title=_TITLE,
        back=here.ADMINISTRATION,
        texts=WORDS,
        done=request.GET.get("done") == "yes",
        sign=sign,
        works=works,
        worker=WORKS if works else AWAY,
        waiting=[(name(one.task), DOING if one.being_done else WAITS, one) for one in waiting],
        failed=[(name(one.task), one) for one in failed],
        periodic=[(name(one.task), one, ENDED.get(one.status)) for one in periodic],
        place=here.JOBS,
        zone=zone_of(by),
    )


@serves(ADMINISTRATOR, posts=True)
def retry(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Put a job that failed back among those that wait."""
    number = request.POST.get("job", "")
    if not number.isascii() or not number.isdecimal() or len(number) > 18:
        raise Http404
    retry_job(job=int(number), by=by, at=at)
    return HttpResponseRedirect(f"{here.JOBS}?done=yes")


def name(task: str) -> Sentence | str:
    """Return what a job does, in words; its own name where none are known."""
    return NAMES.get(task, task)
