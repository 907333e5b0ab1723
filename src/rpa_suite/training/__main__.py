"""``python -m rpa_suite.training``: the training system alone."""

import argparse
from pathlib import Path

from rpa_suite.training.profiles import Profile
from rpa_suite.training.server import HOST, is_taken, serve


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(description="練習用業務システム")
    parser.add_argument("--port", type=int, default=8400, help="ポート")
    parser.add_argument("--seed", type=int, default=1, help="架空の人々の種")
    parser.add_argument("--db", type=Path, help="登録を残す SQLite ファイル")
    parser.add_argument(
        "--profile",
        type=Profile,
        choices=list(Profile),
        default=Profile.CALM,
        help="障害の組: calm 無し / realistic 実際並み / hostile すべて",
    )
    parser.add_argument(
        "--pace", type=float, default=1.0, help="待ち時間の倍率（0.1 で10分の1）"
    )
    arguments = parser.parse_args()
    if told := refusal(arguments.port, arguments.db):
        parser.exit(2, f"エラー: {told}\n")
    print(f"練習用業務システム: http://{HOST}:{arguments.port}/login", flush=True)
    serve(
        port=arguments.port,
        seed=arguments.seed,
        path=arguments.db,
        profile=arguments.profile,
        pace=arguments.pace,
    )


def refusal(port: int, path: Path | None) -> str:
    """Return why nothing can be served, and what to do; empty where it can."""
    if not 0 < port < 65536:
        return "--port は 1 から 65535 で指定してください。"
    if is_taken(port):
        return (
            f"ポート {port} は使用中です。先に起動した練習用業務システムを終えるか、"
            "--port で別の番号を指定してください。"
        )
    if path and not path.parent.is_dir():
        return f"フォルダー「{path.parent}」がありません。--db の場所を直してください。"
    return ""


if __name__ == "__main__":
    main()
