"""Every write of the room: accounts and roles, and what is done to the installation itself."""

from muster.access.commands.giving import (
    LONGEST_ROLE,
    first_viewer,
    give_role,
    set_up,
    take_role,
)

__all__ = ["LONGEST_ROLE", "first_viewer", "give_role", "set_up", "take_role"]
