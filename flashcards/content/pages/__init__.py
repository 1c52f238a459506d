"""Reads any page that somebody wrote about questions, as a careful person would: structure decides, line by line."""
