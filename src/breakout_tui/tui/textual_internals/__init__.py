"""Every private name of Textual that the program uses, one file a hook, each with a public fallback.

The docstring of a hook says what it does, what it gains, and how the fallback differs. The fallback runs when the installed
Textual no longer has the private name, or when BREAKOUT_TUI_NO_HOOKS=1 is set. Without hooks nothing is lost or out of
order, except for what ``decoder`` and ``discreet_crash`` name.
"""
