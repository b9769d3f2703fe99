"""A seal key in a token: a smart card or a security module that speaks PKCS#11.

Needs python-pkcs11 (`pyhanko[pkcs11]`), which only sites with a token install; `LMS_SEAL_SIGNER=pkcs11`
is what imports this module. The key is made with the token's own tools and never leaves it.
"""

import threading

import pkcs11
from asn1crypto.keys import PublicKeyInfo, RSAPublicKey
from django.conf import settings
from django.utils.translation import gettext as _
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass
from pkcs11.util.rsa import encode_rsa_public_key

from certificates.errors import NoSigningKey

# RFC 8017, 9.2: what stands before a SHA-256 digest inside an RSASSA-PKCS1-v1_5 signature.
SHA256_PREFIX = bytes.fromhex("3031300d060960864801650304020105000420")


class Token:
    """One session with the token, kept open; see `seal_signers.KeyService`."""

    def __init__(self) -> None:
        try:
            token = pkcs11.lib(settings.SEAL_PKCS11_MODULE).get_token(token_label=settings.SEAL_PKCS11_TOKEN)
            self._session = token.open(user_pin=settings.SEAL_PKCS11_PIN)
        except pkcs11.PKCS11Error as error:
            raise NoSigningKey(_("The token with the seal key does not answer.")) from error
        # A session does one thing at a time.
        self._one_at_a_time = threading.Lock()

    def public_key(self) -> bytes:
        key = RSAPublicKey.load(encode_rsa_public_key(self._find(ObjectClass.PUBLIC_KEY)))
        return bytes(PublicKeyInfo.wrap(key, "rsa").dump())

    def sign(self, digest: bytes) -> bytes:
        with self._one_at_a_time:
            key = self._find(ObjectClass.PRIVATE_KEY)
            return bytes(key.sign(SHA256_PREFIX + digest, mechanism=Mechanism.RSA_PKCS))

    def _find(self, kind: ObjectClass) -> pkcs11.Key:
        wanted = {Attribute.LABEL: settings.SEAL_PKCS11_KEY, Attribute.KEY_TYPE: KeyType.RSA}
        for found in self._session.get_objects({Attribute.CLASS: kind, **wanted}):
            return found
        raise NoSigningKey(
            _("The token holds no key named %(key)s.") % {"key": settings.SEAL_PKCS11_KEY or "–"}
        )
