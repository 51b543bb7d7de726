"""``breakout-tui completion``: prints a shell script that completes commands and options."""

from __future__ import annotations

from breakout_tui.cli.options import Options
from breakout_tui.cli.parser import options_by_command

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
    """Print the script. The README says how to load it in each shell."""
    commands = options_by_command()
    program_options = " ".join(commands.pop(""))
    match options.action:
        case "fish":
            lines = [
                f"complete -c breakout-tui -n __fish_use_subcommand -f -a {command}" for command in commands
            ]
            for command, names in commands.items():
                lines += [
                    f"complete -c breakout-tui -n '__fish_seen_subcommand_from {command}' -l {name.removeprefix('--')}"
                    for name in names
                    if name.startswith("--")
                ]
            text = "\n".join(lines) + "\n"
        case shell:
            cases = "\n".join(
                f'''            {command}) COMPREPLY=($(compgen -W "{" ".join(names)}" -- "$current")) ;;'''
                for command, names in commands.items()
            )
            text = _BASH.format(commands=" ".join(commands), options=program_options, cases=cases)
            if shell == "zsh":
                text = "autoload -Uz bashcompinit && bashcompinit\n" + text
    print(text, end="")  # noqa: T201 - the result
    return 0
