"""Makes the message for a channel of what waits in the outbox, as it is at the moment it is sent."""

from __future__ import annotations

from api.channels.channel import Attachment
from api.channels.commands import button_id, topic_button_id
from api.channels.copies import copies
from api.channels.links import COPY, DOCUMENT, MESSAGE, Links
from api.channels.messages import ChannelChoice, ChannelDocument, ChannelMessage, ChannelSource
from api.channels.outbox_messages import Answer, Copy, OutboxMessage, OwnText, Tip
from api.conversations.errors import ConversationNotFound, MessageNotFound
from api.conversations.service import ConversationService
from api.pages.chat import RATED
from api.store.records import Conversation
from content.live import LiveContent
from contract.intents import Intent
from contract.message import Goal


class Gone(Exception):
    """What was to be sent is not there any more."""


class Composer:
    """Looks up what is to be sent: a stored message, a text, a tip, or a copy of the conversation."""

    def __init__(self, service: ConversationService, content: LiveContent, links: Links) -> None:
        self._service = service
        self._content = content
        self._links = links

    async def compose(
        self, item_id: str, one: OutboxMessage, conversation: Conversation | None
    ) -> tuple[ChannelMessage, tuple[Attachment, ...]]:
        """The message and the files with it; Gone. What is not stored itself goes by the `item_id`."""
        match one:
            case Answer():
                return await self._answer(one, conversation), ()
            case OwnText():
                return self._own_text(item_id, one), ()
            case Tip():
                return self._tip(item_id, one), ()
            case Copy():
                return await self._copy(item_id, conversation)

    async def _answer(self, one: Answer, conversation: Conversation | None) -> ChannelMessage:
        if conversation is None:
            raise Gone
        try:
            stored = await self._service.message(conversation, one.message_id)
        except MessageNotFound as error:
            raise Gone from error
        goals = await self._service.goals(conversation, stored.id) if stored.choices else {}
        choices = tuple(ChannelChoice(one.id, one.label, _tool(goals.get(one.id))) for one in stored.choices)
        documents = tuple(
            ChannelDocument(
                document.id,
                document.title,
                document.media_type,
                self._links.to(conversation, DOCUMENT, document.id),
            )
            for document in stored.documents
        )
        return ChannelMessage(
            id=stored.id,
            text=stored.text,
            outcome=stored.outcome or "",
            choices=choices,
            sources=tuple(self._source(source) for source in stored.sources),
            documents=documents,
            chosen=one.chosen,
            may_be_rated=stored.outcome in RATED,
            useful=stored.useful,
            for_person_alone=bool(documents) or stored.shows_draft,
            full_text_url=self._links.to(conversation, MESSAGE, stored.id),
            stored_until=self._service.last_day([stored]) if stored.sources and one.chosen is None else None,
        )

    def _source(self, source: dict[str, object]) -> ChannelSource:
        """Where it stands in the guide, or which municipality says it."""
        title, chapter, page = str(source["titel"]), source["hoofdstuk"], source["pagina"]
        kind, _, name = str(source["id"]).partition("/")
        if chapter is None:
            told = self._content.current.texts["chat"]["bron_gemeente"].fill(gemeente=title)
            return ChannelSource(told, link=self._links.address(f"/gemeenten/{name}"))
        link = self._links.address(f"/gids/{kind}/{name}")
        return ChannelSource(title, str(chapter), page if isinstance(page, int) else None, link)

    def _own_text(self, item_id: str, one: OwnText) -> ChannelMessage:
        texts = self._content.current.texts
        told = (texts[file][key].fill(**one.values) for file, key in (name.split("/") for name in one.names))
        labels = texts["kanalen"]
        choices = tuple(ChannelChoice(button_id(name), labels[name].text) for name in one.choices)
        text = "\n\n".join(told)
        return ChannelMessage(item_id, text, choices=choices, for_person_alone=one.for_person_alone)

    def _tip(self, item_id: str, one: Tip) -> ChannelMessage:
        """Gone when the editors have taken it away."""
        content = self._content.current
        tip = content.texts.get("tips", {}).get(one.name)
        if tip is None:
            raise Gone
        topics = [content.guide.topics[topic] for topic in tip.topics]
        sources = tuple(
            ChannelSource(topic.title, topic.chapter.title, topic.page, self._links.address(f"/gids/{topic.id}"))
            for topic in topics
        )
        choices = tuple(ChannelChoice(topic_button_id(topic.id), topic.question) for topic in topics)
        told = content.texts["kanalen"]["tip"].fill(tip=tip.text)
        return ChannelMessage(item_id, told, choices=choices, sources=sources)

    async def _copy(
        self, item_id: str, conversation: Conversation | None
    ) -> tuple[ChannelMessage, tuple[Attachment, ...]]:
        """The conversation to read and, for a computer, all that is stored of it."""
        if conversation is None:
            raise Gone
        try:
            made = await copies(self._service, conversation, self._content.current.texts)
        except ConversationNotFound as error:
            raise Gone from error
        files = tuple(
            Attachment(one.content, one.media_type, one.file_name, self._links.to(conversation, COPY, name))
            for name, one in made.items()
        )
        return self._own_text(item_id, OwnText(("kanalen/hier_is_je_kopie",), for_person_alone=True)), files


def _tool(goal: Goal | None) -> str:
    """The guided tool that a choice begins; "" for all others."""
    return goal.details.tool if goal is not None and goal.intent is Intent.START_TOOL else ""
