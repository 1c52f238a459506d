"""What a command line names as a file or a folder."""

from __future__ import annotations

import os
from typing import Any

import click


class Named(click.Path):
    """As click's own, and an empty name is wrong usage: it would stand for the current folder."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:  # click's own answer
        """What the name stands for; ends with wrong usage where there is none."""
        if not os.fspath(value).strip():
            self.fail("the name of the file is empty", param, ctx)
        return super().convert(value, param, ctx)
