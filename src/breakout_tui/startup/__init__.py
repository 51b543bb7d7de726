"""What makes the first screen appear fast.

- ``lean_imports``: imports that leave out what only a network needs.
- ``interpreter``: how Python collects garbage and switches threads until everything is imported.
- Late imports: imports inside functions, all over the program. There are three reasons for them and no other. What only a
  session, an action or a document needs is imported after the first paint. ``--version`` and ``--help`` import no screens and
  no database. What only one command needs is imported with that command. ``tests/architecture/test_imports.py`` checks this.

Importing Textual takes most of the time to the first screen. Importing SQLModel would take twice as long; only ``make schema``
and tests do it.
"""
