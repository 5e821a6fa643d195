"""Instruments as a Django app."""

from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "muster.instruments"
