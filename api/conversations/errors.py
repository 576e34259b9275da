"""What can stand in the way of a conversation; each error carries what a channel needs to word it.

ConversationError
├── NotFound                 not there, or not for who asks
│   ├── ConversationNotFound
│   ├── MessageNotFound
│   ├── ChoiceNotFound
│   └── DocumentNotFound
├── UnknownMunicipality      name
├── UnusableText
│   ├── EmptyText
│   ├── TextTooLong          maximum, length
│   └── RemarkTooLong        maximum
├── UnusableKey
├── KeyReused
├── PutOff                   done once Rasa is back
│   ├── AnswerDelayed        seconds
│   ├── NotStored
│   └── DeletionPutOff
└── TryLater                 seconds; nothing of it was stored
    ├── TooBusy
    ├── Restarting
    └── StillAnswering

`api/problems.py` words them for the API and the pages.
"""

from __future__ import annotations

ANOTHER_TRY_SECONDS = 5
"""It makes sense to try again after this, where nothing says that it takes longer."""


class ConversationError(Exception):
    """The base of all that the conversation service raises on purpose."""


class NotFound(ConversationError):
    """It is not there, or it belongs to somebody else."""


class ConversationNotFound(NotFound):
    """No such conversation, not with this token, or it is being deleted."""


class MessageNotFound(NotFound):
    """No such answer in this conversation."""


class ChoiceNotFound(NotFound):
    """This conversation was not offered this choice."""


class DocumentNotFound(NotFound):
    """No such document in this conversation."""


class UnknownMunicipality(ConversationError):
    """There is no municipality of this name, or more than one."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


class UnusableText(ConversationError):
    """What was typed cannot be taken in."""


class EmptyText(UnusableText):
    """Nothing is left of the message once it is cleaned."""


class TextTooLong(UnusableText):
    """The message has `length` characters, more than the `maximum`."""

    def __init__(self, maximum: int, length: int) -> None:
        self.maximum = maximum
        self.length = length
        super().__init__(f"{length} characters, at most {maximum}")


class RemarkTooLong(UnusableText):
    """The remark with a rating has more than `maximum` characters."""

    def __init__(self, maximum: int) -> None:
        self.maximum = maximum
        super().__init__(f"at most {maximum} characters")


class UnusableKey(ConversationError):
    """The idempotency key is empty or too long."""


class KeyReused(ConversationError):
    """The idempotency key came with another message before."""


class PutOff(ConversationError):
    """Rasa cannot be reached; what was asked is done once it is back."""


class AnswerDelayed(PutOff):
    """The message has no answer yet; the same key gives it after `seconds` or later."""

    def __init__(self, conversation_id: str = "", seconds: int = ANOTHER_TRY_SECONDS) -> None:
        self.seconds = seconds
        super().__init__(conversation_id)


class NotStored(PutOff):
    """The message has no answer and is not stored, because it is private; it has to be sent again."""


class DeletionPutOff(PutOff):
    """Nobody can open the conversation any more; what is left of it goes once it can."""


class TryLater(ConversationError):
    """The message was not taken in; it can be sent again after `seconds`."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"in {seconds} s")


class TooBusy(TryLater):
    """More visitors wait for an answer than can get one in time."""


class Restarting(TryLater):
    """The assistant is about to stop, and answers only what it has begun with."""


class StillAnswering(TryLater):
    """The conversation's earlier messages are still being answered."""
