"""What happens in one app because something happened in another. All of it is here."""


def connect() -> None:
    """Connect signals once all apps are loaded."""
