"""Paper forms: typed in with the keyboard alone, and what is acted on typed by a second hand."""
