"""Refusals of this app. str(error) is safe to show to the learner; everything else is a bug."""


class CertificatesError(Exception):
    """A rule of this app said no. str(error) is safe and useful to whom it is shown."""


class UnprintableText(CertificatesError):
    """A name, or a course's wording, has characters that the certificate's typefaces lack."""


class AlreadyExpired(CertificatesError):
    """The course's term of validity was over before the certificate could be issued."""


class ReasonMissing(CertificatesError):
    """A revocation says why, to everyone who checks the certificate."""


class NoSigningKey(CertificatesError):
    """No key is in force, or its private part is not on this machine."""


class DamagedFile(CertificatesError):
    """The stored PDF is not the file that was issued."""


class FileTellsMore(CertificatesError):
    """The holder wants to share a file that says more than the public record shows."""


class AlteredRecord(CertificatesError):
    """The record is not what was signed: nothing may be copied from it."""


class NotInForce(CertificatesError):
    """It was revoked or replaced already, so it cannot be replaced."""


class RequestRefused(CertificatesError):
    """What the holder asks cannot be asked, or not now."""


class FaultySeal(CertificatesError):
    """What was printed does not carry what was signed. It is not kept."""


class NoTimeStamp(CertificatesError):
    """The time-stamping authority did not answer; the file is sealed once it does."""


class ReceiptFull(CertificatesError):
    """A receipt takes so many lines and no more."""


class KeyStillGood(CertificatesError):
    """What this key signed stays good: there is nothing to issue anew."""
