"""Why a person must look: the sentences that the hand alone accounts for."""

from rpa_suite.ocr.acceptance import UNCLEAR

REPAIRED = "検査数字などに合うように読み替えました。原票と見比べてください。"
REPAIRED_BY_DAY = "ほかの日付と合うように読み替えました。原票と見比べてください。"
REPAIRED_BY_SUM = "ほかの金額と合うように読み替えました。原票と見比べてください。"
# Nothing else is wrong with these fields: whoever knows each character knows all.
OF_THE_HAND = frozenset({UNCLEAR, REPAIRED, REPAIRED_BY_SUM})
