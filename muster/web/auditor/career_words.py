"""The words of the pages on adverse career actions."""

from muster.kernel.words import _, _n, _p

TITLE = _("Career actions near care")
TITLE_OF_LIST = _("A list of career actions")
WITHIN = _n("within {count} day of care", "within {count} days of care")
MATCHES = {
    "intro": _(
        "Each of these was ordered against somebody not long after care, or while it went on. "
        "That proves nothing; it says where to ask for the papers. Of the care nothing stands "
        "here, and who matched nobody stays a pseudonym."
    ),
    "none": _("No action near care waits to be reviewed."),
    "none_at_all": _("No action near care was found."),
    "all": _("Show those that were reviewed too"),
    "waiting": _("Show only those that wait to be reviewed"),
    "near": _p("column", "How near"),
    "kind": _p("column", "Kind of action"),
    "day": _p("column", "Day of the action"),
    "unit": _p("column", "Ordering unit"),
    "person": _p("column", "Person"),
    "state": _p("column", "State"),
    "to_review": _p("career action", "to be reviewed"),
    "reviewed": _p("career action", "reviewed"),
    "unit_unknown": _("no unit"),
    "sums": _("In the last two years"),
    "kinds": _("By kind of action"),
    "count": _p("column", "Actions"),
    "near_count": _p("column", "Near care"),
}
SUMS = {
    "all": _n("{count} action was ordered.", "{count} actions were ordered."),
    "within": _n(
        "{count} of them within {days} days of care.", "{count} of them within {days} days of care."
    ),
}
LIST = {
    "bring": _("Bring a list in"),
    "file": _("The list"),
    "hint": _(
        "A table as CSV or Excel (XLSX): service number or pseudonym, kind of action, day of the "
        "action, and the code of the ordering unit. Numbers are kept as pseudonyms."
    ),
    "required": _("Choose a file"),
    "read": _("Read this list"),
    "came": _("Lists that came in"),
    "none": _("No list came in yet."),
    "when": _p("column", "When"),
    "who": _p("column", "By whom"),
    "state": _p("column", "State"),
    "rows_head": _p("column", "Rows"),
    "waits": _p("list of career actions", "waits for you"),
    "written": _p("list of career actions", "kept"),
    "dropped": _p("list of career actions", "forgotten"),
    "refused_state": _p("list of career actions", "refused"),
    "rows": _n("{count} row was read.", "{count} rows were read."),
    "good": _n("{count} row can be taken.", "{count} rows can be taken."),
    "added": _n("{count} action was new.", "{count} actions were new."),
    "near": _n(
        "{count} of them lies within {days} days of care.",
        "{count} of them lie within {days} days of care.",
    ),
    "nothing": _("Nothing is kept yet. Who they are about is shown once you keep the list."),
    "confirm": _("Keep it, and look what lies near care"),
    "drop": _("Forget this list"),
    "cannot": _("What cannot be taken, and why"),
    "cannot_none": _("Every row can be taken."),
    "notes": _("What was not read"),
    "row": _p("column", "Row"),
    "column": _p("column", "Column"),
    "why": _p("column", "Why"),
    "do": _p("column", "What to do"),
    "more": _n("{count} more row has a problem.", "{count} more rows have problems."),
}
MATCH = {
    "title": _("A career action near care"),
    "number": _("Service number"),
    "number_says": _(
        "Ask the ordering unit for the papers of this action by the number and the day. Do not say "
        "why you ask: that the person had care is nobody's to know there."
    ),
    "near": _p("column", "How near"),
    "kind": _p("column", "Kind of action"),
    "day": _p("column", "Day of the action"),
    "unit": _p("column", "Ordering unit"),
    "state": _p("column", "State"),
    "concluded": _("Concluded"),
    "by": _("by {name}"),
    "journal": _("Everything the journal holds about this person"),
    "asks": _("What do you conclude?"),
    "asks_required": _("Select what you conclude"),
    "why": _("On what do you base it?"),
    "why_hint": _("Which papers you saw, or whom you asked, and what they said."),
    "why_required": _("Write on what you base it"),
    "review": _("Write down the review"),
}
