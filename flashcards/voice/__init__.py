"""Voices: that of the system, which reads questions aloud, and that of the teller, recorded and recognised here."""
