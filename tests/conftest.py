"""What all tests share."""

from hypothesis import settings

settings.register_profile("reviewer", deadline=None)  # how fast something is, is asked of the bench
settings.load_profile("reviewer")
