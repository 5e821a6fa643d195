"""The addresses of files of answers."""

from django.urls import path

from muster.web import converters  # noqa: F401 — the kinds of object that addresses hold
from muster.web.psychologist.importing import bringing, columns, previewing

urlpatterns = [
    path("importing", bringing.files),
    path("importing/new", bringing.bring),
    path("importing/<arrival:arrival>", previewing.preview),
    path("importing/<arrival:arrival>/columns", columns.choose),
    path("importing/<arrival:arrival>/drop", previewing.drop),
]
