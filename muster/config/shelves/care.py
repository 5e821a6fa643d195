"""Cases and all that hangs on them: when their records go."""

from muster.config.shelves.shelf import Shelf

_CASE_OVER = "NOT EXISTS (SELECT FROM care_caserow c WHERE c.case_id = {case} AND NOT c.ended)"
_HANDOVER_OVER = (
    "NOT EXISTS (SELECT FROM care_handoverside h WHERE h.handover_id = {handover} AND NOT h.ended)"
)
_REFERRAL_OVER = (
    "NOT EXISTS (SELECT FROM care_referralrow r "
    "WHERE r.referral_id = {referral} AND r.ended_at IS NULL)"
)
_ITS_INTERVIEWS_CASE = "(SELECT i.case_id FROM care_interview i WHERE i.id = t.interview_id)"
# A limitation ends with its last day, or on the day it was lifted, renewed or lapsed before.
_LIMITATION_ENDED = """least(t.ends, (SELECT min(f.day) FROM care_limitationfact f
  WHERE f.limitation_id = t.id AND f.act IN ('lifted', 'renewed', 'lapsed')))"""
_ITS_LIMITATION_ENDED = "(SELECT l.ends FROM care_limitation l WHERE l.id = t.limitation_id)"
_CRISIS_OVER = (
    "NOT EXISTS (SELECT FROM care_crisisrow c WHERE c.crisis_id = {crisis} AND c.ended_at IS NULL)"
)
_NOTICE_ENDED = """coalesce((SELECT e.at::date FROM care_noticeend e WHERE e.notice_id = t.id),
  CASE WHEN t.until < now() THEN t.ends END)"""
_TOLD = """(SELECT min(s.at)::date FROM care_evaluationsaid s
  WHERE s.evaluation_id = {} AND s.said IN ('declined', 'limitation', 'none'))""".format

SHELVES = (
    Shelf("cases", "care_caringcontact", "id", "t.sent_at::date"),
    Shelf("cases", "care_caringyear", "id", "t.opened_at::date"),
    Shelf("limitations", "care_recallanswer", "id", "t.asked_at::date", ended="t.asked_at::date"),
    Shelf("cases", "care_letterword", "id", "t.said_at::date"),
    Shelf(
        "cases", "care_handoverletter", "id", "t.made_at::date",
        besides=_HANDOVER_OVER.format(handover="t.handover_id"),
    ),
    Shelf("cases", "care_outsideanswer", "id", "t.said_at::date"),
    Shelf(
        "cases", "care_outsideasked", "id", "t.asked_at::date",
        besides=_HANDOVER_OVER.format(handover="t.handover_id"),
    ),
    Shelf(
        "care-notes", "care_session", "id", "t.noted_at::date",
        besides=_CASE_OVER.format(case="t.case_id"),
    ),
    Shelf(
        "care-notes", "care_review", "id", "t.held_at::date",
        besides=_CASE_OVER.format(case="t.case_id"),
    ),
    Shelf(
        "cases", "care_plan", "id", "t.made_at::date", besides=_CASE_OVER.format(case="t.case_id")
    ),
    Shelf(
        "cases", "care_casefact", "id", "t.at::date", besides=_CASE_OVER.format(case="t.case_id")
    ),
    Shelf("cases", "care_case", "id", "t.opened_at::date", besides=_CASE_OVER.format(case="t.id")),
    Shelf(
        "cases", "care_pooled", "case_id", "t.since::date",
        besides=_CASE_OVER.format(case="t.case_id"),
    ),
    Shelf("cases", "care_caserow", "case_id", "t.since::date", besides="t.ended"),
    Shelf(
        "cases", "care_handoverside", "id", "t.day",
        besides=f"t.ended AND {_CASE_OVER.format(case='t.case_id')}",
    ),
    Shelf(
        "cases", "care_handoverfact", "id", "t.at::date",
        besides=_HANDOVER_OVER.format(handover="t.handover_id"),
    ),
    Shelf(
        "cases", "care_handover", "id", "t.opened_at::date",
        besides=_HANDOVER_OVER.format(handover="t.id"),
    ),
    Shelf(
        "care-notes", "care_boardview", "id", "t.at::date",
        besides=_CASE_OVER.format(
            case="(SELECT b.case_id FROM care_board b WHERE b.id = t.board_id)"
        ),
    ),
    Shelf(
        "care-notes", "care_board", "id", "t.opened_at::date",
        besides=_CASE_OVER.format(case="t.case_id"),
    ),
    Shelf(
        "care-notes", "care_interviewend", "id", "t.at::date",
        besides=_CASE_OVER.format(case=_ITS_INTERVIEWS_CASE),
    ),
    Shelf(
        "care-notes", "care_interviewpart", "id", "t.at::date",
        besides=_CASE_OVER.format(case=_ITS_INTERVIEWS_CASE),
    ),
    Shelf(
        "care-notes", "care_interview", "id", "t.begun_at::date",
        besides=_CASE_OVER.format(case="t.case_id"),
    ),
    Shelf(
        "cases", "care_referralfact", "id", "t.at::date",
        besides=_REFERRAL_OVER.format(referral="t.referral_id"),
    ),
    Shelf(
        "cases", "care_referral", "id", "t.referred_at::date",
        besides=_REFERRAL_OVER.format(referral="t.id"),
    ),
    Shelf(
        "cases", "care_referralrow", "referral_id", "t.referred_at::date",
        besides="t.ended_at IS NOT NULL",
    ),
    Shelf("care-notes", "care_observation", "id", "t.told_at::date"),
    Shelf(
        "cases", "care_crisisfact", "id", "t.at::date",
        besides=_CRISIS_OVER.format(crisis="t.crisis_id"),
    ),
    Shelf(
        "cases", "care_crisis", "id", "t.opened_at::date",
        besides=_CRISIS_OVER.format(crisis="t.id"),
    ),
    Shelf(
        "cases", "care_crisisrow", "crisis_id", "t.opened_at::date",
        besides="t.ended_at IS NOT NULL",
    ),
    Shelf("cases", "care_disclosure", "id", "t.at::date"),
    Shelf("safety-plans", "care_safetyplanmade", "id", "t.made_at::date"),
    Shelf("limitations", "care_limitationfact", "id", "t.at::date", ended=_ITS_LIMITATION_ENDED),
    Shelf("limitations", "care_postasked", "id", "t.asked_at::date", ended=_ITS_LIMITATION_ENDED),
    Shelf("limitations", "care_limitation", "id", "t.written_at::date", ended=_LIMITATION_ENDED),
    Shelf("command-notices", "care_noticeend", "id", "t.at::date", ended="t.at::date"),
    Shelf("command-notices", "care_commandnotice", "id", "t.sent_at::date", ended=_NOTICE_ENDED),
    Shelf("command-notices", "care_evaluationsaid", "id", "t.at::date", _TOLD("t.evaluation_id")),
    Shelf("command-notices", "care_evaluationasked", "id", "t.asked_at::date", _TOLD("t.id")),
    Shelf("care-notes", "care_evaluationreport", "id", "t.at::date"),
    Shelf("care-notes", "care_evaluationlate", "id", "t.at::date"),
    Shelf("care-notes", "care_evaluationanswer", "id", "t.at::date"),
    Shelf(
        "command-notices", "care_dutyanswer", "id", "t.at::date",
        ended="(SELECT q.answer_by::date FROM care_dutyquestion q WHERE q.id = t.question_id)",
    ),
    Shelf(
        "command-notices", "care_dutyquestion", "id", "t.asked_at::date",
        ended="CASE WHEN t.answer_by < now() THEN t.answer_by::date END",
    ),
)  # fmt: skip
