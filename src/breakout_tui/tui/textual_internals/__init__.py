"""Every private name of Textual that the program uses, one file a hook, each with a public fallback.

The docstring of a hook says what it does, what it gains, and how the fallback differs. The fallback runs when the installed
Textual no longer has the private name, or when BREAKOUT_TUI_NO_HOOKS=1 is set. Nothing is lost or out of order without
hooks, with the exceptions that ``decoder`` and ``crash`` name.
"""
