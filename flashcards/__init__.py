"""Rehearse STAR stories for behavioural interviews."""

__version__ = "0.1.0"
