"""The permissions that the assistant asks for in a workspace, each with what it is for; none more.

`manifest.yml` names the same, and docs/operators/slack.md tells an administrator why.
"""

from __future__ import annotations

SCOPES = {
    "app_mentions:read": "to read the message in which somebody mentions the assistant in a channel",
    "assistant:write": "to suggest questions in an assistant's talk, and to show that an answer is being looked up",
    "chat:write": "to answer, and to mark what was chosen",
    "commands": "for /zakboek, and for the shortcut on a message",
    "files:write": "to give somebody the copy of their conversation as files",
    "im:history": "to read what somebody types in a direct message to the assistant",
    "im:write": "to open somebody's direct message, for what nobody else may see",
}

EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "assistant_thread_started",
    "message.im",
    "tokens_revoked",
)
"""What Slack is asked to tell, as the manifest names it."""
