"""Japanese rules: numbers, dates, kana, names, addresses, banks, amounts.

Pure functions without network; nothing here knows the rest of the suite. Checks answer
with a ``Checked`` and never raise for what a person wrote.
"""
