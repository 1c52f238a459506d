"""Recall cues from prose."""
