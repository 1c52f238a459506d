"""Rehearse STAR stories for behavioural interviews."""
