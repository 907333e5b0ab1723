"""練習用業務システム: a municipal business system to practise on, all people invented.

It is the stranger that robots are proven on, so it knows nothing of the suite but the
Japanese rules in ``rpa_suite.jp``.
"""
