"""Custom actions, one file a skill. What they say stands in `data/gids` and `data/teksten`."""
