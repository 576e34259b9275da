"""A stand-in for Teams: Microsoft's sign-in, its connector and a client in the browser, by the true wire formats."""
