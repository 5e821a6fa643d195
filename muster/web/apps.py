"""Web as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "muster.web"

    def ready(self) -> None:
        from muster.web.pages import BANNERS
        from muster.web.psychologist.alerts.banner import banner
        from muster.web.sign_in.events import listen

        listen()
        BANNERS.append(banner)
