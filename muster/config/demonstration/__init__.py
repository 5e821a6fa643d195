"""A demonstration brigade: invented people whose answers follow published figures."""
