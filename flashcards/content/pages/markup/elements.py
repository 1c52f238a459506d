"""The elements of HTML, by what they do to the text that stands in them."""

from flashcards.content.languages.language import words

HIDDEN = words("script style nav footer noscript svg select textarea template")
"""What stands in these is no text of the page."""
VOID = words("br hr img input link meta base source wbr")
"""They hold nothing and are not closed."""
HEADINGS = words("h1 h2 h3 h4 h5 h6")
BREAKS = words("div section article header main center figure body br dd caption figcaption aside label button")
"""A line ends where they begin and end."""
PARAGRAPHS = words("p blockquote dl ul ol table hr")
"""A paragraph ends where they begin and end."""
BLOCKS = HEADINGS | words("summary details li pre dt")
CELLS = words("tr td th")
