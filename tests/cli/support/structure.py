"""What a page is made of, without its texts."""
from html.parser import HTMLParser


class Structure(HTMLParser):
    """`elements`: every element with the names of its attributes, and comments, in their order."""

    def __init__(self, text):
        super().__init__()
        self.elements = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, [name for name, _ in attrs]))

    def handle_comment(self, data):
        self.elements.append(("comment", []))
