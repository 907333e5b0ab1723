"""The screens of 医療助成 ＞ 子ども医療 ＞ 資格登録, by the words a clerk reads."""

from rpa_suite.robots.municipal import Fields, MunicipalPortal

from .item import MedicalCertificate


class CertificatePortal(MunicipalPortal[MedicalCertificate]):
    """資格登録 from 対象者指定 to 完了."""

    title = "子ども医療 資格登録"
    menu_item = "資格登録"
    already = "E2701"

    def number_of(self, item: MedicalCertificate) -> str:
        """Return the child's 宛名番号."""
        return item.child_number

    def open_child(self, certificate: MedicalCertificate) -> None:
        """Open the 入力 screen and make sure that it is the child's."""
        self.open_entry_screen({"宛名番号": certificate.child_number})
        self.check_person("児童", certificate.child)

    @staticmethod
    def fields(item: MedicalCertificate) -> Fields:
        """Return what stands where."""
        return {
            "保護者": {"宛名番号": item.guardian_number},
            "資格": {
                "医療証の区分": item.kind,
                "交付理由": item.reason,
                "公費負担者番号": item.payer_number,
                "受給者番号": item.holder_number,
                "資格取得年月日": item.acquired_on,
                "有効期間の開始": item.valid_from,
                "有効期間の終了": item.valid_until,
            },
            "健康保険": {
                "保険者番号": item.insurer_number,
                "記号": item.insured_symbol,
                "番号": item.insured_number,
                "枝番": item.insured_branch,
                "本人・家族": item.insured_as,
            },
        }
