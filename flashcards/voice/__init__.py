"""The voice of the system, which reads questions aloud."""
