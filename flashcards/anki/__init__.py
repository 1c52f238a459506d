"""Packages for Anki out, and what was reviewed there in."""
