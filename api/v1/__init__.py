"""Version 1 of the public API, as in `/v1/openapi.json`."""
