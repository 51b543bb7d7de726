"""Random days at the keyboard, on the real app and the real database, beside a simple record of what must be true.

``plan`` makes a day of a seed, ``paper`` records what must be true, ``keyboard`` says what each action types, ``played`` plays
it, ``checks`` compares, and ``shrinking`` makes a failing day short. ``test_days`` says how to play a day again.
"""
