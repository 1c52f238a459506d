"""The decks that are shipped; read through importlib.resources."""
