"""What may stand as an address of each kind, before anything is sent there."""

from __future__ import annotations

import enum
import re

from muster.kernel.words import Sentence, _


class AddressKind(enum.Enum):
    """A kind of address; which channel outside carries to it, the channel says."""

    says: Sentence

    def __new__(cls, key: str, says: Sentence) -> AddressKind:
        member = object.__new__(cls)
        member._value_ = key
        member.says = says
        return member

    E_MAIL = "e-mail", _("E-mail")
    PHONE = "phone", _("Phone or pager")


# RFC 5321 allows far more; what is refused here is what no force gives out, and all of what could
# begin a second line or a second address in a letter's head.
_E_MAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9][A-Za-z0-9-]{0,62}"
)
_PHONE = re.compile(r"\+?[0-9]{3,20}")
_BETWEEN_DIGITS = re.compile(r"[\s().\-]")
LONGEST = 254  # RFC 5321, 4.5.3.1.3: a path of 256, less its two brackets


def address_read(kind: AddressKind, text: str) -> str | None:
    """Return the address that `text` means, None where it is none of this kind.

    A phone number loses its spaces, brackets and dashes.
    """
    said = text.strip()
    if kind is AddressKind.PHONE:
        said = _BETWEEN_DIGITS.sub("", said)
        return said if _PHONE.fullmatch(said) else None
    return said if len(said) <= LONGEST and _E_MAIL.fullmatch(said) else None
