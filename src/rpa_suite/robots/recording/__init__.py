"""One case done by hand in a browser becomes a robot: ``rpa-suite robot record``.

``watching`` takes down what the author does, ``understanding`` finds the case in it,
``writing`` says it in Python.
"""
