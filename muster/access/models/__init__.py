"""The room's tables: accounts, their roles, what they are told, and how they are reached."""

from muster.access.models.accounts import (
    Account,
    AccountManager,
    Notice,
    NoticeEnd,
    RoleEnd,
    RoleGrant,
)
from muster.access.models.channels import Address, Attempt, Message, MessageEnd
from muster.access.models.errands import Errand, ErrandEnd, Progress
from muster.access.models.sign_in import CodeEnd, OneTimeCode, Recovery, RecoveryEnd
from muster.access.models.tokens import Token, TokenEnd, TokenUse

__all__ = [
    "Account",
    "AccountManager",
    "Address",
    "Attempt",
    "CodeEnd",
    "Errand",
    "ErrandEnd",
    "Message",
    "MessageEnd",
    "Notice",
    "NoticeEnd",
    "OneTimeCode",
    "Progress",
    "Recovery",
    "RecoveryEnd",
    "RoleEnd",
    "RoleGrant",
    "Token",
    "TokenEnd",
    "TokenUse",
]
