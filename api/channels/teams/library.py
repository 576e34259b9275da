"""What is used of microsoft-teams-apps, imported without what the import does on its own.

At import the library (2.1.1) reads a `.env` in or above the working directory into the environment, and warns of
previews that are not used here. Its HTTP client gives the logger `httpx` its own level, which would write the address
of every request, with the ids in it, to the log.
"""

from __future__ import annotations

import logging
import os
import warnings

from microsoft_teams.api.auth.cloud_environment import PUBLIC, CloudEnvironment, with_overrides

_NO_DOTENV = "PYTHON_DOTENV_DISABLED"

logging.getLogger("microsoft_teams").setLevel(logging.CRITICAL)  # refusals are told by us, without what was sent
logging.getLogger("microsoft_teams.common.http.client").setLevel(logging.WARNING)

_before = os.environ.get(_NO_DOTENV)
os.environ[_NO_DOTENV] = "1"
try:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from microsoft_teams.api import ApiClient
        from microsoft_teams.api.activities import MessageActivityInput
        from microsoft_teams.api.clients.conversation import ConversationClient
        from microsoft_teams.api.clients.conversation.params import CreateConversationParams
        from microsoft_teams.api.models import Account, Attachment, ConversationAccount
        from microsoft_teams.apps.auth import TokenValidator
        from microsoft_teams.common import ClientOptions
finally:
    if _before is None:
        del os.environ[_NO_DOTENV]
    else:
        os.environ[_NO_DOTENV] = _before

__all__ = [
    "PUBLIC",
    "Account",
    "ApiClient",
    "Attachment",
    "ClientOptions",
    "CloudEnvironment",
    "ConversationAccount",
    "ConversationClient",
    "CreateConversationParams",
    "MessageActivityInput",
    "TokenValidator",
    "with_overrides",
]
