"""The conversations as the public door keeps them: tables, migrations and the work on them."""
