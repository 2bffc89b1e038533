"""A notebook as one HTML page."""
