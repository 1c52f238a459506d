"""A home: the folder of the user, opened and read."""
