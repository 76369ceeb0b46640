"""One HTML file that shows a study."""
