"""How a process of the printing pool begins. Imports nothing that needs Django before it is set up."""

import os
from collections.abc import Mapping

import django


def prepare(environment: Mapping[str, str]) -> None:
    """Set Django up with the environment of whoever opened the pool; the process may come from another's."""
    os.environ.update(environment)
    django.setup()
