"""Nets on bare onnxruntime: each call is small work on one core or two."""

import onnxruntime

from rpa_suite.errors import SetupError
from rpa_suite.ocr.models import ModelFile


def load_net(model: ModelFile, *, threads: int) -> onnxruntime.InferenceSession:
    """Return a net that is ready to run.

    Args:
        model: Its file.
        threads: How many one call may use.

    Raises:
        SetupError: The file is no model that onnxruntime can load.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # It would keep a plan of its memory for every width of line that it ever met.
    options.enable_mem_pattern = False
    try:
        return onnxruntime.InferenceSession(
            str(model.path), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:
        raise SetupError(
            f"読取モデル {model.path.name} を読み込めません。"
            "uv sync --frozen で入れ直してください。"
        ) from error
