"""Teams and Slack: what their events mean to the assistant, and what its messages look like there."""
