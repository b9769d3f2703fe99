"""Programs that are not ours, asked about our files."""

import re
import shutil
import subprocess
from pathlib import Path


def tool(name: str, *arguments: object, may_fail: bool = False) -> str:
    """Return what a program prints."""
    command = [shutil.which(name), *map(str, arguments)]
    return subprocess.run(command, check=not may_fail, capture_output=True, text=True).stdout


def trust_store(folder: Path, root_pem: str) -> Path:
    """Make a store as Firefox, Evince and Okular keep it, that trusts this root alone."""
    folder.mkdir()
    (folder / "root.crt").write_text(root_pem)
    tool("certutil", "-N", "-d", f"sql:{folder}", "--empty-password")
    arguments = ("-n", "root", "-t", "CT,C,C", "-i", folder / "root.crt")
    tool("certutil", "-A", "-d", f"sql:{folder}", *arguments)
    return folder


def pdfsig(file: Path, store: Path) -> tuple[str, str, bool]:
    """Return what poppler says of the signature, of its certificate, and whether all is signed.

    "none" where there is no signature, or no document.
    """
    said = tool("pdfsig", "-nssdir", f"sql:{store}", file, may_fail=True)
    validation = [re.search(rf"{what} Validation: (.*)", said) for what in ("Signature", "Certificate")]
    signature, certificate = (found[1] if found else "none" for found in validation)
    return signature, certificate, "Total document signed" in said
