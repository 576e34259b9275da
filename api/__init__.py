"""The public door: the API under /v1, the pages, and the health of all parts."""
