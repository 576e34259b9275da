"""Custom actions, one file a skill. What they say stands in `data/live/gids` and `data/live/teksten`."""
