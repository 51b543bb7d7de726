"""What makes the first screen come soon.

- ``lean_imports``: imports that leave out what only a network needs.
- ``interpreter``: how Python collects garbage and switches threads until all is imported.
- Late imports, inside functions all over the program, for one of three reasons and no other: the first paint comes before
  what only a session, a command or a document needs; ``--version`` and ``--help`` import no screens and no database; and
  what one command needs is imported with that command. ``tests/architecture/test_imports.py`` holds them to it.

Importing SQLModel takes twice as long as importing Textual, which takes most of the time to the first screen.
"""
