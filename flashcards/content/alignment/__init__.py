"""A telling held against its story: which parts were heard, and which figures."""
