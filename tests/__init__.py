"""The tests. Python looks for unused objects less often from the first import on: a tenth of the time of an app, a third of the collection.

It is set before ours is imported, because the app sets again what it found then (`startup/interpreter.py`).
"""

import gc

gc.set_threshold(50_000, 20, 5)
