"""Accounts that sign in, roles given to them for a unit and a time, and what they are told."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from muster.access.rules.passwords import normal
from muster.kernel.ids import new_id
from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by the name they sign in with."""


class Account(AbstractBaseUser):
    """Somebody or something that signs in. It never points at a person: people points at it."""

    kept = Keeping(
        zone=Zone.PLATFORM,
        reach=Reach.NOBODY,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        guarded=False,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=150, unique=True)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)
    sessions_ended = models.PositiveIntegerField(default=0)

    objects = AccountManager()

    USERNAME_FIELD = "name"

    def set_password(self, raw_password: str | None) -> None:
        """Set a password as it is compared: two keyboards may write one letter in two ways."""
        super().set_password(None if raw_password is None else normal(raw_password))

    def check_password(self, raw_password: str) -> bool:
        return bool(super().check_password(normal(raw_password)))

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what a session must carry to go on: another password, or one more end to all
        sessions of the account, and none that was begun before goes on.
        """
        bound = f"{self.password}\x00{self.sessions_ended}"
        return salted_hmac("muster.session", bound, secret=secret, algorithm="sha256").hexdigest()


class RoleGrant(Record):
    """A role given to an account for one unit from one instant until another."""

    kept = Keeping(
        zone=Zone.PLATFORM,
        reach=Reach.NOBODY,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=True,
    )

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    unit_id = models.UUIDField(null=True)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    given_by = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts")), name="access_rolegrant_ends"
            ),
        )


class RoleEnd(Record):
    """A role taken back before its time."""

    kept = Keeping(
        zone=Zone.PLATFORM,
        reach=Reach.NOBODY,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=True,
    )

    grant = models.ForeignKey(RoleGrant, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_by = models.UUIDField()


class Notice(Record):
    """Something about the installation that its administrators are told until it is put right.

    `about` names the doctor's finding; the words are kept as they were said.
    """

    kept = Keeping(
        zone=Zone.PLATFORM,
        reach=Reach.NOBODY,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=True,
    )

    about = models.CharField(max_length=60)
    says_en = models.TextField()
    says_ru = models.TextField()
    raised_at = models.DateTimeField()


class NoticeEnd(Record):
    """What a notice told of was put right."""

    kept = Keeping(
        zone=Zone.PLATFORM,
        reach=Reach.NOBODY,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=True,
    )

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
