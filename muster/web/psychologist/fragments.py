"""Parts of a psychologist's pages."""

from muster.web.fragments import fragment, is_part

__all__ = ["fragment", "is_part"]
