"""Custom actions, one file a skill. What they say stands in `data/live/gids` and `data/live/teksten`."""

from runtime.log import keep_text_out

keep_text_out()  # here, because rasa-sdk imports this first: it logs an action's error with all that it says
