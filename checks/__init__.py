"""`make check`: everything an editor can get wrong, with file and line."""
