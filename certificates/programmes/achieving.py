"""An achievement as Open Badges 3.0 describes it; credentials name it by the address of this description."""

from typing import Any

from django.conf import settings

from certificates.credentials.credential import LANGUAGE
from certificates.credentials.did import did_of
from certificates.credentials.proofs import OB, VC
from certificates.models import ProgrammeVersion


def achievement_json(version: ProgrammeVersion) -> dict[str, Any]:
    """Return the description for machines; what one certificate adds, such as its parts, is left out."""
    address = f"{settings.BASE_URL}/achievements/{version.path}"
    return {
        "@context": [VC, OB],
        "id": address,
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": version.achievement,
        "version": str(version.number),
        "inLanguage": LANGUAGE,
        "description": version.description,
        "criteria": {"id": f"{address}#criteria", "narrative": version.criteria},
        **({"humanCode": version.human_code} if version.human_code else {}),
        "creator": {"id": did_of(settings.BASE_URL), "type": ["Profile"], "name": settings.ISSUER_NAME},
    }
