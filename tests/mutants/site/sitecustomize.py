"""Gives every process that a test starts the mutant that is tried; Python imports this where it is in the path."""

from tests.mutants.loading import install

install()
