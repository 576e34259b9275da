"""A Slack of one workspace and a few people, on loopback: the API, the signed events, and a page to talk in."""
