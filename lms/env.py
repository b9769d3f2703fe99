"""Typed readers for the environment. Every setting that differs between machines passes here."""

import os
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

#: Every name that was asked for, so that a test can hold .env.example against it.
READ: set[str] = set()
#: What may follow ? in the address of a PostgreSQL database; libpq reads them.
DATABASE_OPTIONS = frozenset(
    ("sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name", "options")
)
#: Entries. Django's 300 would let a visitor push the sign-in limits out by filling the cache.
CACHE_ENTRIES = 100_000


def text(name: str, default: str | None = None) -> str:
    """Return NAME, or the content of the file named by NAME_FILE (for secrets).

    Raises ImproperlyConfigured when both are set, or neither and there is no default.
    """
    READ.add(name)
    if path := os.environ.get(f"{name}_FILE"):
        if os.environ.get(name):
            raise ImproperlyConfigured(f"{name} and {name}_FILE are both set: set one.")
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error}") from error
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


def flag(name: str, default: bool = False) -> bool:
    """Accept only 'true' and 'false': a typo must stop the start, not change it."""
    value = text(name, "true" if default else "false").lower()
    if value not in ("true", "false"):
        raise ImproperlyConfigured(f"{name}={value!r}: use 'true' or 'false'.")
    return value == "true"


def one_of(first: str, second: str) -> tuple[bool, bool]:
    """Read two flags of which at most one may be true."""
    flags = flag(first), flag(second)
    if all(flags):
        raise ImproperlyConfigured(f"{first} and {second} are both true: choose one.")
    return flags


def number(name: str, default: int, *, least: int = 0) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise ImproperlyConfigured(f"{name}={value!r}: use a whole number from {least}.")
    return int(value)


def words(name: str, default: str | None = "") -> list[str]:
    """Split at commas and white space."""
    return text(name, default).replace(",", " ").split()


def path(name: str, default: Path) -> Path:
    """Return an absolute path; a leading ~ is the home folder."""
    found = Path(text(name, str(default))).expanduser()
    if not found.is_absolute():
        raise ImproperlyConfigured(f"{name}={str(found)!r}: use an absolute path.")
    return found


def url(name: str, default: str | None = None) -> str:
    """Return an http(s) address without a slash at its end."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ImproperlyConfigured(f"{name}={value!r}: use an address such as https://example.org.")
    return value


def database(name: str, sqlite: Path) -> dict[str, object]:
    """Return a Django database entry from postgres://user:password@host:port/name, or SQLite.

    Signs that part an address, such as @ or /, are written %40 or %2F in user and password. Of the
    options after ? those in DATABASE_OPTIONS are passed on, and any other stops the start.
    """
    value = text(name, "")
    if not value:
        return _sqlite(sqlite)
    parts = urlsplit(value)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name}: use postgres://user:password@host:5432/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": _port(name, parts),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 2, "max_size": 4}, **_options(name, parts)},
    }


def _port(name: str, parts: SplitResult) -> str:
    try:
        return str(parts.port or "")
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: the port is a number from 1 to 65535.") from error


def _options(name: str, parts: SplitResult) -> dict[str, str]:
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if unknown := sorted(options.keys() - DATABASE_OPTIONS):
        raise ImproperlyConfigured(f"{name}: unknown option {', '.join(unknown)}.")
    return options


def _sqlite(file: Path) -> dict[str, object]:
    # IMMEDIATE takes the write lock at the start, so that two writers queue instead of failing
    # half-way; FULL keeps the last commit, perhaps a certificate, through a power cut.
    pragmas = (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=2000;"
    )
    return {
        "ENGINE": "lms.sqlite",
        "NAME": file,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
    }


def cache(name: str, *, is_one_process: bool) -> dict[str, object]:
    """Return a Django cache entry: Redis at this address, else memory, else a table of the database.

    Memory is for one process alone: others would not see what it counts.
    """
    if value := text(name, ""):
        if urlsplit(value).scheme not in ("redis", "rediss", "unix"):
            raise ImproperlyConfigured(f"{name}: use redis://host:6379/0.")
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": value}
    options = {"MAX_ENTRIES": CACHE_ENTRIES}
    if is_one_process:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": options}
    return {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache", "OPTIONS": options}
