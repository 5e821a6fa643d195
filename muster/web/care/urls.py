"""The addresses of care."""

from django.urls import path

from muster.web import converters  # noqa: F401 — the kinds of object that addresses hold
from muster.web.care.board import board
from muster.web.care.cases import listing, one, rerouting
from muster.web.care.handovers import board as handovers
from muster.web.care.handovers import letter, outside, summary
from muster.web.care.handovers import one as handover
from muster.web.care.interview import interview
from muster.web.care.limitations import ordering, telling
from muster.web.care.load import load, pool
from muster.web.care.moves import person as moves
from muster.web.care.plans import plan, printed, safety
from muster.web.care.programmes import person as programmes
from muster.web.care.referrals import referrals
from muster.web.care.service import service

_CASE = "people/<person:person>/cases/<case:case>"
_OF_PERSON = "people/<person:person>/limitations"
_PROGRAMMES = "people/<person:person>/programmes"
_HANDOVER = "people/<person:person>/handovers/<handover:handover>"
_MOVE = "people/<person:person>/moves/<move:move>"
_ONE = f"{_OF_PERSON}/<limitation:limitation>"

urlpatterns = [
    path("cases", listing.mine),
    path("cases/late", listing.late),
    path("cases/path", rerouting.paths),
    path("cases/path/<slug:digest>", rerouting.move),
    path(_CASE, one.case),
    path(f"{_CASE}/steps/<slug:step>", one.step),
    path(f"{_CASE}/offer", one.offer),
    path(f"{_CASE}/pause", one.pause),
    path(f"{_CASE}/plan", plan.plan),
    path(f"{_CASE}/plan/pdf", printed.plan_pdf),
    path(f"{_CASE}/plan/agree", plan.agree),
    path(f"{_CASE}/plan/appointment", plan.appointment),
    path(f"{_CASE}/plan/review", plan.review),
    path("people/<person:person>/safety-plan", safety.safety_plan),
    path("cases/pool", pool.pool),
    path("cases/lists", pool.lists),
    path("service/load", load.load),
    path("service/load/away", load.away),
    path("service/load/post", load.post),
    path("service/load/hand-on", load.hand_on),
    path(f"{_CASE}/pool", pool.give),
    path(f"{_CASE}/take", pool.take),
    path(f"{_CASE}/board", board.board),
    path(f"{_CASE}/board/put", board.put),
    path(f"{_CASE}/board/sign", board.sign),
    path(f"{_CASE}/board/dissent", board.disagree),
    path(f"{_CASE}/board/duty", board.duty),
    path(f"{_CASE}/interview", interview.interview),
    path(f"{_CASE}/interview/finish", interview.finish),
    path(f"{_CASE}/interview/<slug:part>", interview.part),
    path(f"{_CASE}/refer", referrals.refer),
    path("people/<person:person>/referrals", referrals.referrals),
    path("people/<person:person>/refer", referrals.to_service),
    path("people/<person:person>/referrals/<referral:referral>", referrals.answer),
    path("service", service.service),
    path(f"{_CASE}/hand-over", handover.begin),
    path(f"{_CASE}/<slug:what>", one.answer),
    path("handovers", handovers.handovers),
    path(_HANDOVER, handover.handover),
    path(f"{_HANDOVER}/ask", handover.ask),
    path(f"{_HANDOVER}/kept", handover.write, {"what": "kept"}),
    path(f"{_HANDOVER}/off", handover.write, {"what": "off"}),
    path(f"{_HANDOVER}/letter", letter.letter),
    path(f"{_HANDOVER}/letter/said", letter.said),
    path(f"{_HANDOVER}/summary", summary.printed),
    path(f"{_HANDOVER}/link", outside.link),
    path(f"{_HANDOVER}/call", outside.call),
    path(f"{_HANDOVER}/visit", outside.visit),
    path(f"{_HANDOVER}/<slug:what>", handover.answer),
    path(_PROGRAMMES, programmes.programmes),
    path(f"{_PROGRAMMES}/put", programmes.choose),
    path(f"{_PROGRAMMES}/put/<slug:programme>", programmes.put),
    path(_OF_PERSON, ordering.limitations),
    path(f"{_OF_PERSON}/order", ordering.order),
    path(f"{_ONE}/tell", telling.tell),
    path(f"{_ONE}/tell/preview", telling.preview),
    path(f"{_ONE}/lift", ordering.lift),
    path(f"{_ONE}/review", ordering.review),
    path(f"{_ONE}/carry-on", ordering.carry_on),
    path(f"{_ONE}/post", moves.ask),
    path("people/<person:person>/moves", moves.moves),
    path(f"{_MOVE}/shorten", moves.shorten),
    path(f"{_MOVE}/<slug:what>", moves.act),
]
