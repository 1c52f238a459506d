"""How likely each part of a story is to be told on a day: two models, what the log says of a part, and what follows."""
