"""What tests and measurements share: a client of the API, an assistant in the background, a browser."""
