"""Lets ``python -m flashcards`` run the command line."""

from flashcards.cli import main

main()
