"""Transition as a Django app."""

from django.apps import AppConfig


class TransitionConfig(AppConfig):
    name = "muster.transition"
