"""The addresses of requests for posts for a time."""

from django.urls import path

from muster.web import converters  # noqa: F401 — the kinds of object that addresses hold
from muster.web.commander.moves.deciding import ask, form, forms

urlpatterns = [
    path("command/posts", forms),
    path("command/posts/<form:form>", form),
    path("command/posts/<form:form>/ask", ask),
]
