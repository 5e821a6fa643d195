"""The addresses of a member's own profile for work."""

from django.urls import path

from muster.web.member.profile.bringing import profile, service, skill, skills
from muster.web.member.profile.ideas import back, ideas, no
from muster.web.member.profile.papers import own_page, taken
from muster.web.member.profile.recorded import record
from muster.web.member.profile.texts import text
from muster.web.member.profile.wanting import interests, wants
from muster.web.member.profile.ways import ways

urlpatterns = [
    path("me/work/profile", profile),
    path("me/work/profile/skills", skills),
    path("me/work/profile/skills/<slug:skill>", skill),
    path("me/work/profile/service", service),
    path("me/work/profile/record", record),
    path("me/work/profile/interests/<int:number>", interests),
    path("me/work/profile/text", text),
    path("me/work/profile/wants", wants),
    path("me/work/ideas", ideas),
    path("me/work/ideas/<slug:occupation>/way", ways),
    path("me/work/ideas/<slug:occupation>/no", no),
    path("me/work/ideas/<slug:occupation>/back", back),
    path("me/work/cv", own_page),
    path("me/work/cv/<slug:language>/<slug:kind>", taken),
]
