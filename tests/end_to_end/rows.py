"""What the training system holds."""

import json
import urllib.request


def registered_rows(url):
    """The rows that were not there from the start."""
    with urllib.request.urlopen(f"{url}/instructor/rows.json") as answer:
        return [row for row in json.load(answer) if row["staff"] != "seed"]
