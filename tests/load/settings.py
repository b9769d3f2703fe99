"""A production site, with two bare views beside it that show what the machine could do at best."""

from lms.settings import *  # noqa: F403

ROOT_URLCONF = "tests.load.urls"
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
