"""The SQLite files of a home: the log, its cached schedule, the last good readings, backups."""
