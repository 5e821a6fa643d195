"""Detection as a Django app."""

from django.apps import AppConfig


class DetectionConfig(AppConfig):
    name = "muster.detection"
