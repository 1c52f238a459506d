"""Pages in YAML: read as texts, lists and mappings only, within bounds."""

from __future__ import annotations

from typing import Any

from flashcards.content.text.problems import Level, Problem

LONGEST_YAML = 1_000_000


def from_yaml(text: str) -> object:
    """Return the lists, mappings and texts of a page, or the problem that keeps it from being read."""
    import yaml

    class Texts(yaml.BaseLoader):
        """Makes nothing but texts, lists and mappings, and repeats none: a page that points at itself may explode."""

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                raise yaml.MarkedYAMLError(problem="anchors are not read", problem_mark=parent and parent.start_mark)
            return super().compose_node(parent, index)

    if len(text) > LONGEST_YAML:
        return Problem(1, 1, Level.ERROR, "too-large", f"YAML of more than {LONGEST_YAML:,} characters; split the page")
    try:
        return Texts(text).get_single_data()
    except yaml.YAMLError as error:
        mark, said = getattr(error, "problem_mark", None), getattr(error, "problem", "") or "it cannot be read"
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return Problem(line, column, Level.ERROR, "fields", f"this is not YAML: {said}")
    except RecursionError:
        return Problem(1, 1, Level.ERROR, "fields", "this is not YAML that can be read: it is nested too deep")
