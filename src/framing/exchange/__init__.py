"""The tables out to other tools, and people's codes back in."""
