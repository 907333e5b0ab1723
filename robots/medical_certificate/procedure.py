"""子ども医療証 交付・保険情報: the clerk's procedure, step by step."""

from .item import MedicalCertificate
from .portal import CertificatePortal


def enter(portal: CertificatePortal, certificate: MedicalCertificate) -> None:
    """Type the certificate and compare the 確認 screen with it."""
    portal.open_child(certificate)
    portal.fill(certificate, "保護者")
    portal.fill(certificate, "資格")
    portal.fill(certificate, "健康保険")
    portal.confirm(certificate)


PROCEDURE = CertificatePortal.procedure(MedicalCertificate, enter)
