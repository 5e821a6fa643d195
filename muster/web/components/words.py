"""What components say of themselves, the same on every page."""

from __future__ import annotations

from collections.abc import Mapping

from muster.kernel.words import Sentence, _, _p

WORDS: Mapping[str, Sentence] = {
    "continue": _("Continue"),
    "back": _("Back"),
    "cancel": _("Cancel"),
    "change": _("Change"),
    "save": _("Save"),
    "yes": _p("an answer", "Yes"),
    "no": _p("an answer", "No"),
    "choose": _("Choose from the list"),
    "problem": _("There is a problem"),
    "error": _p("before a message", "Error"),
    "error_in_title": _("Error: {title}"),
    "important": _p("the title of a notice", "Important"),
    "done": _p("the title of a notice", "Done"),
    "warning": _p("before a message", "Warning"),
    "show": _p("a password", "Show"),
    "hide": _p("a password", "Hide"),
    "show_password": _("Show password"),
    "hide_password": _("Hide password"),
    "password_shown": _("Your password is visible"),
    "password_hidden": _("Your password is hidden"),
    "day": _p("of a date", "Day"),
    "month": _p("of a date", "Month"),
    "year": _p("of a date", "Year"),
    "pages": _("Pages"),
    "previous": _("Previous page"),
    "next": _("Next page"),
    "optional": _("{question} (may be left empty)"),
    "leaving": _(
        "Nobody has touched this device for a while. This page closes in half a minute. To stay, "
        "touch the screen or press any key."
    ),
    "keys_off": _("Turn the keys off on this device"),
    "keys_on": _("Turn the keys on on this device"),
    "print": _("Print this page"),
    "skip": _("Skip to the content"),
    "language": _("Language"),
    "get_help": _("Get help now"),
    "exit_page": _("Exit this page"),
    "exit_loading": _("Leaving the page"),
    "exit_expired": _("Leaving by the keyboard has run out of time."),
    "exit_two_more": _("Shift, press 2 more times to leave."),
    "exit_one_more": _("Shift, press 1 more time to leave."),
    "safety": _("Safety"),
    "your_pages": _("Your pages"),
    "sign_out": _("Sign out"),
    "sign_in": _("Sign in"),
    "leave_device": _("Finish and leave this device"),
    "demonstration": _("This is a demonstration. Everybody in its brigade is invented."),
}
"""Each stands in templates as `words.continue`, `words["continue"]` and so on."""
