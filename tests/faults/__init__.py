"""What the world does to a home while it is used, and what must be left of it: the catalogue is in README.md."""
