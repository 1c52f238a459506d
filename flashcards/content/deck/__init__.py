"""The deck format: read, checked, written."""
