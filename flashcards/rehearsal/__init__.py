"""What happens between the first prompt and the last, without a terminal."""
