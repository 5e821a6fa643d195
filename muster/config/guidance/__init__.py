"""`muster transition suggest`, `evaluate` and `archive`: they need no database."""

from muster.config.guidance.archives import archive
from muster.config.guidance.evaluating import evaluate
from muster.config.guidance.group import transition
from muster.config.guidance.suggesting import suggest

__all__ = ["archive", "evaluate", "suggest", "transition"]
