"""The vault as a Django app; it watches every login that the process opens."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "muster.vault"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created

        from muster.vault.login import refuse_strong_login

        connection_created.connect(refuse_strong_login, dispatch_uid="muster.vault.login")
