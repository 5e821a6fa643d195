"""People as a Django app; it tells the vault where people stand."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "muster.people"

    def ready(self) -> None:
        from muster.people.reach import fill_in_reach

        fill_in_reach()
