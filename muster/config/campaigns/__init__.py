"""`muster campaign`: campaigns, visits, teams and the plan of the year at the command line."""

from muster.config.campaigns.asking import prepare
from muster.config.campaigns.group import campaign
from muster.config.campaigns.keeping import close
from muster.config.campaigns.teams import team
from muster.config.campaigns.visits import visit
from muster.config.campaigns.year import plan

__all__ = ["campaign", "close", "plan", "prepare", "team", "visit"]
