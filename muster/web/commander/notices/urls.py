"""The address of what command was told."""

from django.urls import path

from muster.web.commander.notices.reading import armoury, notices

urlpatterns = [path("command/notices", notices), path("armoury", armoury)]
