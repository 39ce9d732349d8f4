"""`t3gen completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from t3gen.cli import terminal


@click.command(short_help="Print the completion script of a shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that lets SHELL complete commands, options, resources, fields and codes.

    \b
    Load it where your shell starts:
      echo 'eval "$(t3gen completion bash)"' >> ~/.bashrc
      echo 'eval "$(t3gen completion zsh)"' >> ~/.zshrc
      t3gen completion fish > ~/.config/fish/completions/t3gen.fish
    """  # noqa: D301 - the \b is click's mark for lines that stay as they are
    script = get_completion_class(shell)
    assert script
    root = click.get_current_context().find_root().command
    terminal.data(script(root, {}, "t3gen", "_T3GEN_COMPLETE").source().rstrip("\n"))
