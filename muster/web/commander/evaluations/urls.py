"""The addresses of evaluations that a commander asks for."""

from django.urls import path

from muster.web.commander.evaluations.asking import ask, asked

urlpatterns = [
    path("command/evaluations", asked),
    path("command/evaluations/ask", ask),
]
