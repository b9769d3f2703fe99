"""What the CMS tells this app."""


def connect() -> None:
    """Connect receivers once all models are loaded."""
