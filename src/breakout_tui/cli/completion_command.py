"""``breakout-tui completion``: prints a shell script that completes commands, notes, boxes and sessions.

The script asks the program itself (``candidates.py``), so that it knows the notes of the open session.
"""

from __future__ import annotations

from breakout_tui.cli.options import COMPLETING, Options

_BASH = f"""\
_breakout_tui() {{
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("$(printf %q "${{line%%$'\\t'*}}")")
    done < <(breakout-tui {COMPLETING} "${{COMP_WORDS[@]:1:COMP_CWORD}}" 2>/dev/null)
}}
complete -o default -F _breakout_tui breakout-tui
"""

_ZSH = f"""\
_breakout_tui() {{
    local -a found
    local line
    breakout-tui {COMPLETING} "${{(@)words[2,CURRENT]}}" 2>/dev/null | while IFS= read -r line; do
        found+=("${{${{line%%$'\\t'*}}//:/\\\\:}}:${{line#*$'\\t'}}")
    done
    if (( ${{#found}} )); then _describe breakout-tui found; else _files; fi
}}
compdef _breakout_tui breakout-tui
"""

_FISH = f"""\
function __breakout_tui
    set -l typed (commandline -opc)
    breakout-tui {COMPLETING} $typed[2..] (commandline -ct) 2>/dev/null
end
complete -c breakout-tui -f -a '(__breakout_tui)'
complete -c breakout-tui -l database -r -F
complete -c breakout-tui -l themes -r -F
complete -c breakout-tui -s o -l output -r -F
complete -c breakout-tui -l into -r -F
complete -c breakout-tui -l room-file -r -F
complete -c breakout-tui -n '__fish_seen_subcommand_from check gather rescue' -F
"""

_SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


def completion(options: Options) -> int:
    """Print the script. The README says how to load it in each shell."""
    print(_SCRIPTS[options.action or "bash"], end="")  # noqa: T201 - the result
    return 0
