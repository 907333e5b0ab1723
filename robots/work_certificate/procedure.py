"""就労証明書: the clerk's procedure, step by step."""

from .item import Certificate
from .portal import CertificatePortal


def enter(portal: CertificatePortal, certificate: Certificate) -> None:
    """Type the certificate and compare the 確認 screen with it."""
    portal.open_parent(certificate)
    portal.fill(certificate, "証明")
    portal.fill(certificate, "雇用")
    portal.fill(certificate, "就労時間")
    portal.fill(certificate, "直近3か月の実績")
    portal.fill(certificate, "育児休業")
    portal.confirm(certificate)


PROCEDURE = CertificatePortal.procedure(Certificate, enter)
