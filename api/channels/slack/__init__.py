"""Slack: its payloads as events, messages as Block Kit, its app and its installations."""
