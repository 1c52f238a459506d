"""Text in, cards out: pure functions over the deck format and over pages."""
