"""Homes and phones on a real server of Anki's, on loopback."""
