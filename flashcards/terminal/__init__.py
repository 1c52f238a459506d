"""Drawing, keys and the one sanitiser that all outside text passes."""
