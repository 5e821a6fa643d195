"""Where each page is, relative to the host: no page depends on the name it is reached by."""

HOME = "/"
GET_HELP = "/help-now"
EXIT = "/exit"
HEALTH = "/health"
