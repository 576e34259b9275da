"""A message for a person while a visitor makes it: worded, shown and kept apart from the conversation.

What is typed for it stands in the draft and nowhere else. Rasa says what it is, without storing it:
see `contract.message.DraftWork`.
"""

from __future__ import annotations

from dataclasses import replace

from api.store.conversations import ConversationStore
from api.store.records import MessageDraft, Reply, VisitorMessage
from content.live import LiveContent
from content.markdown import quoted
from contract.message import DraftWork, MessageForPerson

NO_HASH = "verborgen"
"""In the place of a hash of what was typed: that of a telephone number is soon guessed."""

_IS_HIDDEN = (DraftWork.HIDE, DraftWork.SHOW)


class MessageDrafts:
    """What visitors type for a message to a person, and what becomes of it."""

    def __init__(self, store: ConversationStore, content: LiveContent) -> None:
        self._store = store
        self._content = content

    def hidden(self, key: str | None) -> VisitorMessage:
        """What is stored in the place of a message that may be private."""
        return VisitorMessage(self._say("getypt_verborgen"), None, key, NO_HASH, hidden=True)

    async def reply(self, conversation_id: str, step: MessageForPerson, reply: Reply, typed: str) -> Reply:
        """The reply with what it does to the draft; that the draft is gone when there is none to go on with."""
        draft = await self._store.draft(conversation_id)
        if step.work is DraftWork.SHOW:
            shown = self._shown(step, draft, typed)
            return replace(reply, draft_work=step.work, draft=shown) if shown else self._expired(reply, DraftWork.HIDE)
        if step.work is DraftWork.SEND and (draft is None or draft.municipality != step.municipality):
            return self._expired(reply, DraftWork.DISCARD)
        return replace(reply, draft_work=step.work)

    def _shown(self, step: MessageForPerson, draft: MessageDraft | None, typed: str) -> MessageDraft | None:
        """The draft with what was typed in it; None when its other half is gone."""
        if not typed or (step.typed_is_text and draft is None):
            return None
        text = typed if step.typed_is_text else draft.text if draft else self._summary(step)
        reach = draft.reachable_at if step.typed_is_text and draft else typed
        place = self._content.current.municipalities.name_of(step.municipality)
        shown = self._say("nakijken", gemeente=place, tekst=quoted(text), bereik=quoted(reach))
        return MessageDraft(step.municipality, text, reach, shown)

    def _summary(self, step: MessageForPerson) -> str:
        """What the visitor asked in this conversation, as a list."""
        if not step.questions:
            return self._say("geen_vragen")
        return "\n".join([self._say("samenvatting"), *(f"- {text}" for text in step.questions)])

    def _expired(self, reply: Reply, work: DraftWork) -> Reply:
        return replace(reply, text=self._say("verlopen"), choices=(), draft_work=work, asks_private=False)

    def _say(self, name: str, **values: object) -> str:
        """A text of `data/live/teksten/bericht.yml`, filled in."""
        return self._content.current.texts["bericht"][name].fill(**values)


def is_hidden(reply: Reply) -> bool:
    """Whether what the visitor typed before this reply is for the message to a person, and not for the conversation."""
    return reply.draft_work in _IS_HIDDEN
