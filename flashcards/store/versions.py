"""What marks a SQLite file as ours, and the newest schema that this version knows."""

DATABASE_ID = 0x53544152
DATABASE_VERSION = 3
READINGS_ID = 0x53544144
READINGS_VERSION = 2
