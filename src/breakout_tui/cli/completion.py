"""``breakout-tui completion``: scripts by which shells complete commands and options."""

from __future__ import annotations

from breakout_tui.cli.options import Options
from breakout_tui.cli.parser import words_of_commands

_BASH = """\
_breakout_tui() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} command=${{COMP_WORDS[1]}}
    case $COMP_CWORD in
        1) COMPREPLY=($(compgen -W "{commands} {options}" -- "$current")) ;;
        *) case $command in
{cases}
            esac ;;
    esac
}}
complete -o default -F _breakout_tui breakout-tui
"""


def completion(options: Options) -> int:
    """Print the script; the shell's own way of loading it is in the README."""
    known = words_of_commands()
    own = " ".join(known.pop(""))
    match options.action:
        case "fish":
            lines = [
                f"complete -c breakout-tui -n __fish_use_subcommand -f -a {command}" for command in known
            ]
            for command, words in known.items():
                lines += [
                    f"complete -c breakout-tui -n '__fish_seen_subcommand_from {command}' -l {word.removeprefix('--')}"
                    for word in words
                    if word.startswith("--")
                ]
            text = "\n".join(lines) + "\n"
        case shell:
            cases = "\n".join(
                f'''            {command}) COMPREPLY=($(compgen -W "{" ".join(words)}" -- "$current")) ;;'''
                for command, words in known.items()
            )
            text = _BASH.format(commands=" ".join(known), options=own, cases=cases)
            if shell == "zsh":
                text = "autoload -Uz bashcompinit && bashcompinit\n" + text
    print(text, end="")  # noqa: T201 - the result
    return 0
