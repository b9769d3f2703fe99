"""Where sealed files lie: each at the one path that was settled before it was made."""

import os
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage


class SettledStorage(FileSystemStorage):
    """Writes a file wholly or not at all, over whatever an interrupted issue left at its path."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]
        path = Path(self.path(name))
        path.parent.mkdir(mode=self.directory_permissions_mode or 0o777, parents=True, exist_ok=True)
        part = _part(path)
        try:
            self._write(part, content)
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
        _sync_folder(path.parent)
        return name

    def delete(self, name: str) -> None:
        super().delete(name)
        _part(Path(self.path(name))).unlink(missing_ok=True)

    def _write(self, path: Path, content: File) -> None:  # type: ignore[type-arg]
        mode = self.file_permissions_mode or 0o600
        # Of those who write here, only one does at a time: what is there was left by one that was killed.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as part:
            for chunk in content.chunks():
                part.write(chunk)
            part.flush()
            # On disk before the row says that it is there: a power cut must not leave an empty file.
            os.fsync(part.fileno())


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
