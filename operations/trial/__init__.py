"""Stand-ins of platforms on this machine, to try the assistant without an account there."""
