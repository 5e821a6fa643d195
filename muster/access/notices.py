"""What the administrators are told at once, from inside the command that met it.

The house's watch looks every hour at everything and tells them what is red; it ends a notice once
its matter is green. So what is told here at once has a finding of the same name in the doctor.
"""

from __future__ import annotations

from muster.access.channels.kinds import Kind
from muster.access.channels.sending import send
from muster.access.models import Notice, NoticeEnd, RoleEnd, RoleGrant
from muster.access.roles import ADMINISTRATOR
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.vault.work import current
from muster.vault.zones import Audience

ALERT_CHANNELS = _(
    "A message to somebody on duty was taken by no channel. Until one takes it, the alert reaches "
    "them on their screen alone."
)


def tell_now(says: Sentence, *, about: str, at: Instant) -> bool:
    """Raise a notice, unless one about this stands; return whether it is new.

    Every administrator has it on their screen, and is sent word that the house needs them.
    """
    with current().acting_as(Audience.PLATFORM):
        ended = NoticeEnd.objects.values("notice_id")
        if Notice.objects.filter(about=about).exclude(pk__in=ended).exists():
            return False
        notice = Notice.objects.create(
            about=about, says_en=says.said_in("en"), says_ru=says.said_in("ru"), raised_at=at
        )
        administrators = _administrators(at)
    send(administrators, Kind.HOUSE, about=notice.id, step=about, at=at)
    return True


def _administrators(at: Instant) -> list[AccountId]:
    ended = RoleEnd.objects.filter(at__lte=at).values("grant_id")
    grants = RoleGrant.objects.filter(role=ADMINISTRATOR.key, starts__lte=at, ends__gt=at)
    held = grants.exclude(pk__in=ended).filter(account__is_active=True)
    return [AccountId(one) for one in held.values_list("account_id", flat=True).distinct()]
