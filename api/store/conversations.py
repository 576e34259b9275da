"""Conversations in the database: what is written and read, each call one transaction.

All texts are encrypted with their conversation's cipher; what has no cipher any more counts as gone.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    Select,
    and_,
    bindparam,
    delete,
    func,
    select,
    union,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.store import drafts
from api.store.channel_records import ConversationPlace
from api.store.claims import is_free
from api.store.conversation_keys import ConversationKeys
from api.store.conversation_lock import lock
from api.store.database import Database, reading, writing
from api.store.errors import EventDropped, Overtaken
from api.store.message_rows import add_reply, insert_rows, read_messages
from api.store.records import (
    ASSISTANT,
    VISITOR,
    ChosenChoice,
    Conversation,
    MessageDraft,
    Reply,
    Standing,
    StoredDocument,
    StoredMessage,
    StoredVisitorMessage,
    VisitorMessage,
)
from api.store.removal import Removal
from api.store.row_translation import (
    conversation_of,
    decrypted_json,
    document_of,
    encrypted_json,
    visitor_message_of,
)
from api.store.sessions import in_session
from api.store.standings_at_hand import StandingsAtHand
from api.store.tables import (
    ChannelEventRow,
    ChannelTalkRow,
    ChoiceRow,
    ConversationRow,
    DocumentRow,
    MessageRow,
    table_of,
)
from api.store.turn_leases import TurnLeases
from api.store.upsert import insert_into
from contract.message import Goal
from runtime.text_cipher import TextCipher

GREETING_NUMBER = 1


_CONVERSATIONS, _MESSAGES = table_of(ConversationRow).c, table_of(MessageRow).c


def _numbers(*which: ColumnElement[bool]) -> Select[int]:
    return select(_MESSAGES.number).where(_MESSAGES.conversation_id == bindparam("conversation"), *which)


_LAST = _numbers().with_only_columns(func.max(_MESSAGES.number)).scalar_subquery()
_OF_INTEREST = union(
    _numbers(_MESSAGES.number >= _LAST - 1),
    _numbers(_MESSAGES.answered.is_(False)),
    _numbers(_MESSAGES.idempotency_key == bindparam("key")),
).subquery()  # each by its index: SQLite looks through the whole conversation for one condition with "or"
_THIS_MESSAGE = (
    _MESSAGES.conversation_id == bindparam("conversation"),
    _MESSAGES.number == _OF_INTEREST.c.number,  # and not its id, whose index no other part of the statement reads
)
_ASKED_OF_EACH = (
    *("id", "conversation_id", "number", "sender", "text", "action", "idempotency_key", "body_hash", "hidden"),
    *("left_out", "answered", "asks_name", "asks_private", "asks_deletion"),
)
"""Of a message; each column takes a step of its own in each row."""

WHERE_IT_STANDS = (
    select(
        _CONVERSATIONS.token_hash,
        _CONVERSATIONS.channel,
        _CONVERSATIONS.municipality,
        _CONVERSATIONS.created_at.label("opened_at"),
        _CONVERSATIONS.deletion_asked_at,
        *(_MESSAGES[name] for name in _ASKED_OF_EACH),
    )
    .join_from(_OF_INTEREST, table_of(MessageRow), and_(*_THIS_MESSAGE))
    .join(table_of(ConversationRow), _CONVERSATIONS.id == _MESSAGES.conversation_id)
    .order_by(_MESSAGES.number)
)
"""A conversation with its last two messages, those without an answer, and the one that came with this key."""

CLAIM = (
    update(table_of(MessageRow))
    .where(_MESSAGES.id == bindparam("asked"), _MESSAGES.answered.is_(False))
    .values(answered=True)
)
"""A message that has no answer is to have one."""

CLAIM_REWORDED = CLAIM.values({name: bindparam(name) for name in ("text", "body_hash", "hidden", "left_out")})
"""As `CLAIM`, with these values from now on."""


class ConversationStore:
    """All reading and writing of conversations."""

    def __init__(self, database: Database, keys: ConversationKeys) -> None:
        self._database = database
        self._keys = keys
        self._at_hand = StandingsAtHand()
        self.leases = TurnLeases(database)
        self.removal = Removal(database, keys, self._at_hand)

    async def open(
        self,
        token_hash: str,
        channel: str,
        municipality: str | None,
        greeting: Reply,
        place: ConversationPlace | None = None,
    ) -> tuple[Conversation, StoredMessage]:
        """Store a new conversation with its greeting, and where it takes place when it does on a platform.

        Its key is stored before it. EventDropped when the event that opens it there waits no longer.
        """
        opened = Conversation(str(uuid.uuid4()), token_hash, channel, municipality, datetime.now(UTC), False)
        cipher = await self._keys.new(opened.id)
        stored = await self._database.write_on(partial(self._open, opened, cipher, greeting, place))
        self._at_hand.opened(opened, stored.number)
        return opened, stored

    def _open(
        self,
        opened: Conversation,
        cipher: TextCipher,
        greeting: Reply,
        place: ConversationPlace | None,
        connection: Connection,
    ) -> StoredMessage:
        row = {"id": opened.id, "token_hash": opened.token_hash, "channel": opened.channel}
        insert_rows(
            connection,
            ConversationRow,
            {**row, "municipality": opened.municipality, "created_at": opened.opened_at},
        )
        if place is not None and not in_session(lambda session: _put_in_place(session, opened.id, place))(connection):
            self._keys.destroy(opened.id)
            raise EventDropped
        return add_reply(connection, cipher, opened.id, GREETING_NUMBER, greeting)

    async def key_of(self, conversation_id: str) -> str | None:
        """The key with which Rasa encrypts its part of the conversation; None when it was destroyed."""
        cipher = self._keys.at_hand.get(conversation_id)
        cipher = cipher or await self._database.do(self._keys.find, conversation_id)
        return cipher.key_text if cipher is not None else None

    @reading
    def find(self, session: Session, conversation_id: str) -> Conversation | None:
        """The conversation, also when its deletion has been asked for."""
        row = session.get(ConversationRow, conversation_id)
        return conversation_of(row) if row is not None else None

    @reading
    def history(self, session: Session, conversation_id: str) -> list[StoredMessage]:
        """All messages so far, each answer after its question."""
        return self._messages(session, conversation_id)

    @reading
    def message(self, session: Session, conversation_id: str, message_id: str) -> StoredMessage | None:
        """One message of this conversation."""
        found = self._messages(session, conversation_id, MessageRow.id == message_id)
        return found[0] if found else None

    @reading
    def offered_by(self, session: Session, conversation_id: str, choice_id: str) -> str | None:
        """The id of the message that offered this choice; None for a choice of another conversation."""
        which = (ChoiceRow.id == choice_id, ChoiceRow.conversation_id == conversation_id)
        return session.scalar(select(ChoiceRow.message_id).where(*which))

    @reading
    def goals(self, session: Session, conversation_id: str, message_id: str) -> dict[str, Goal]:
        """What each choice of a message does, by its id."""
        cipher = self._keys.find(conversation_id)
        if cipher is None:
            return {}
        which = (ChoiceRow.message_id == message_id, ChoiceRow.conversation_id == conversation_id)
        rows = session.scalars(select(ChoiceRow).where(*which))
        return {row.id: Goal.from_json(decrypted_json(cipher, row.action)) for row in rows}

    @reading
    def part(self, session: Session, conversation_id: str, before: int, most: int) -> list[StoredMessage]:
        """The last `most` messages with a number below `before`, in their order."""
        below = (MessageRow.conversation_id == conversation_id, MessageRow.number < before)
        last = select(MessageRow.number).where(*below).order_by(MessageRow.number.desc()).limit(most).subquery()
        first = select(func.min(last.c.number)).scalar_subquery()
        return self._messages(session, conversation_id, MessageRow.number >= first, MessageRow.number < before)

    async def plain_standing(self, conversation_id: str, key: str | None) -> Standing | None:
        """As `standing`, without `typed_before` where it is at hand."""
        at_hand = None if self._database.has_several_doors else self._at_hand.take(conversation_id, key)
        return at_hand or await self.standing(conversation_id, key)

    async def standing(
        self, conversation_id: str, key: str | None = None, choice_id: str | None = None
    ) -> Standing | None:
        """Where the conversation stands for a message with this idempotency key or choice; None when it is gone."""
        self._at_hand.drop(conversation_id)
        return await self._database.read_on(partial(self._standing, conversation_id, key, choice_id))

    def _standing(
        self, conversation_id: str, key: str | None, choice_id: str | None, connection: Connection
    ) -> Standing | None:
        rows = connection.execute(WHERE_IT_STANDS, {"conversation": conversation_id, "key": key}).all()
        cipher = self._keys.find(conversation_id) if rows else None
        if cipher is None:
            return None
        last = rows[-1]
        visitors = [(row, visitor_message_of(row, cipher)) for row in rows if row.sender == VISITOR]
        with_key = (message for row, message in visitors if key is not None and row.idempotency_key == key)
        being_deleted = last.deletion_asked_at is not None
        return Standing(
            conversation=Conversation(
                conversation_id, last.token_hash, last.channel, last.municipality, last.opened_at, being_deleted
            ),
            last_number=last.number,
            asks_name=last.asks_name,
            asks_private=last.asks_private,
            asks_deletion=last.asks_deletion,
            typed_before=visitors[-1][1].text if visitors else "",
            repeated=next(with_key, None),
            unanswered=tuple(message for row, message in visitors if not row.answered),
            chosen=_chosen(connection, cipher, conversation_id, choice_id) if choice_id is not None else None,
        )

    async def add(self, standing: Standing, message: VisitorMessage) -> StoredVisitorMessage:
        """Store a message, to be answered; Overtaken when another came in since the conversation stood so.

        The answer brings it to the disk; before nobody is told of it (see `flush`).
        """
        added = to_be_stored(standing, message)
        try:
            await self._database.write_on(partial(self._add, added, message.key), durable=False)
        except IntegrityError as error:  # its number, or its key, is taken; or the conversation is gone
            raise Overtaken(standing.conversation.id) from error
        self._at_hand.added(standing, added, message.key)
        return added

    async def flush(self) -> None:
        """Have the messages that were added on the disk, before a visitor is told that one is stored."""
        await self._database.flush()

    @reading
    def unanswered(self, session: Session, conversation_id: str) -> list[StoredVisitorMessage]:
        """The visitor's messages without an answer, oldest first."""
        cipher = self._keys.find(conversation_id)
        if cipher is None:
            return []
        waiting = select(MessageRow).where(
            MessageRow.conversation_id == conversation_id, MessageRow.answered.is_(False)
        )
        return [visitor_message_of(row, cipher) for row in session.scalars(waiting.order_by(MessageRow.number))]

    async def answer(self, asked: StoredVisitorMessage, reply: Reply, reworded: bool = False) -> StoredMessage | None:
        """Store the answer to a message, once; None when it is gone or has one.

        The two, the choices, and what becomes of a message for a person, are written together. Where `asked` is
        `reworded` its text is stored anew: a message that might have been private may turn out not to be.
        """
        answer, draft_is_gone = await self._database.write_on(partial(self._answer, asked, reply, reworded))
        if answer is not None:
            self._at_hand.answered(asked, reply)
        if draft_is_gone:
            await self._database.empty_log()
        return answer

    @reading
    def draft(self, session: Session, conversation_id: str) -> MessageDraft | None:
        """The message for a person that is being made in this conversation."""
        cipher = self._keys.find(conversation_id)
        return drafts.find(session, cipher, conversation_id) if cipher is not None else None

    @reading
    def answer_to(self, session: Session, asked: StoredVisitorMessage) -> StoredMessage | None:
        """The answer to a message, if it has one."""
        found = self._messages(session, asked.conversation_id, MessageRow.number == asked.number + 1)
        return found[0] if found else None

    @reading
    def left_out_before(self, session: Session, asked: StoredVisitorMessage) -> frozenset[str]:
        """The kinds of personal data that were left out of earlier messages of the same conversation."""
        earlier = (MessageRow.conversation_id == asked.conversation_id, MessageRow.number < asked.number)
        found = session.scalars(select(MessageRow.left_out).where(*earlier, MessageRow.sender == VISITOR))
        return frozenset(kind for kinds in found for kind in kinds)

    @writing
    def count_attempt(self, session: Session, asked: StoredVisitorMessage) -> int:
        """Count a failed attempt to answer; gives how many there have been."""
        counted = update(MessageRow).where(MessageRow.id == asked.id).values(attempts=MessageRow.attempts + 1)
        return session.scalars(counted.returning(MessageRow.attempts)).one()

    @writing
    def rate(self, session: Session, conversation_id: str, message_id: str, useful: bool, remark: str | None) -> bool:
        """Store the rating of an answer, over an earlier one; False when there is no such answer."""
        cipher = self._keys.find(conversation_id)
        if cipher is None:
            return False
        this = (MessageRow.id == message_id, MessageRow.conversation_id == conversation_id)
        rated: CursorResult[Any] = session.execute(  # type: ignore[assignment]
            update(MessageRow)
            .where(*this, MessageRow.sender == ASSISTANT)
            .values(useful=useful, remark=cipher.encrypt(remark) if remark is not None else None)
        )
        return bool(rated.rowcount)

    @reading
    def document(self, session: Session, conversation_id: str, document_id: str) -> StoredDocument | None:
        """A document of this conversation."""
        row = session.get(DocumentRow, document_id)
        cipher = self._keys.find(conversation_id)
        if row is None or row.conversation_id != conversation_id or cipher is None:
            return None
        document = document_of(row, cipher)
        return StoredDocument(row.media_type, document.named(cipher.decrypt(row.name)) if row.name else document)

    @writing
    def withdraw(self, session: Session, asked: StoredVisitorMessage) -> None:
        """Take a message back that was not answered and cannot be later."""
        session.execute(delete(MessageRow).where(MessageRow.id == asked.id))

    @reading
    def conversations_without_answer(self, session: Session) -> list[Conversation]:
        """Conversations with a message that has no answer, and in which no other door takes a turn just now."""
        waiting = select(MessageRow.conversation_id).where(MessageRow.answered.is_(False))
        which: list[ColumnElement[bool]] = [ConversationRow.id.in_(waiting)]
        if self._database.has_several_doors:
            which.append(is_free(ConversationRow.claimed_until))
        return [conversation_of(row) for row in session.scalars(select(ConversationRow).where(*which))]

    @reading
    def typed_with(self, session: Session, words: str) -> list[StoredVisitorMessage]:
        """The visitors' messages with these words in them, capitals or not, the newest first."""
        rows = select(MessageRow).where(MessageRow.sender == VISITOR).order_by(MessageRow.created_at.desc())
        found = []
        for row in session.scalars(rows):
            cipher = self._keys.find(row.conversation_id)
            if cipher is not None and words.casefold() in cipher.decrypt(row.text).casefold():
                found.append(visitor_message_of(row, cipher))
        return found

    def _messages(self, session: Session, conversation_id: str, *which: ColumnElement[bool]) -> list[StoredMessage]:
        """The messages of a conversation in their order; none when it is gone."""
        cipher = self._keys.find(conversation_id)
        return read_messages(session, cipher, conversation_id, *which) if cipher is not None else []

    def _add(self, asked: StoredVisitorMessage, key: str | None, connection: Connection) -> None:
        cipher = self._keys.find(asked.conversation_id)
        if cipher is None or not lock(connection, asked.conversation_id):
            raise Overtaken(asked.conversation_id)
        insert_rows(
            connection,
            MessageRow,
            {
                "id": asked.id,
                "conversation_id": asked.conversation_id,
                "number": asked.number,
                "sender": VISITOR,
                "text": cipher.encrypt(asked.text),
                "created_at": datetime.now(UTC),
                "action": encrypted_json(cipher, asked.goal.to_json()) if asked.goal else None,
                "idempotency_key": key,
                "body_hash": cipher.encrypt(asked.body_hash),
                "hidden": asked.hidden,
                "left_out": list(asked.left_out),
                "answered": False,
            },
        )

    def _answer(
        self, asked: StoredVisitorMessage, reply: Reply, reworded: bool, connection: Connection
    ) -> tuple[StoredMessage | None, bool]:
        """The answer as it was stored, and whether an earlier draft is gone by it."""
        cipher = self._keys.find(asked.conversation_id)
        if cipher is None or not lock(connection, asked.conversation_id):
            return None, False
        claim, values = CLAIM, {"asked": asked.id}
        if reworded:
            claim, values = CLAIM_REWORDED, values | _words_of(asked, cipher)
        if not connection.execute(claim, values).rowcount:
            return None, False
        answer = add_reply(connection, cipher, asked.conversation_id, asked.number + 1, reply)
        if reply.draft_work is None:
            return answer, False
        about = (cipher, asked.conversation_id, answer.id, reply, answer.created_at)
        return answer, in_session(lambda session: drafts.work_on(session, *about))(connection)


def to_be_stored(standing: Standing, message: VisitorMessage) -> StoredVisitorMessage:
    """The message as it is stored where the conversation stands so."""
    return StoredVisitorMessage(
        id=message.id,
        conversation_id=standing.conversation.id,
        number=standing.last_number // 2 * 2 + 2,
        text=message.text,
        goal=message.goal,
        body_hash=message.body_hash,
        hidden=message.hidden,
        left_out=message.left_out,
    )


_CHOICES = table_of(ChoiceRow).c
CHOSEN = (
    select(_CHOICES.label, _CHOICES.action, _MESSAGES.asks_deletion)
    .join_from(table_of(ChoiceRow), table_of(MessageRow), _MESSAGES.id == _CHOICES.message_id)
    .where(_CHOICES.id == bindparam("choice"), _CHOICES.conversation_id == bindparam("conversation"))
)


def _chosen(connection: Connection, cipher: TextCipher, conversation_id: str, choice_id: str) -> ChosenChoice | None:
    found = connection.execute(CHOSEN, {"choice": choice_id, "conversation": conversation_id}).one_or_none()
    if found is None:
        return None
    goal = Goal.from_json(decrypted_json(cipher, found.action))
    return ChosenChoice(cipher.decrypt(found.label), goal, found.asks_deletion)


def _words_of(asked: StoredVisitorMessage, cipher: TextCipher) -> dict[str, Any]:
    return {
        "text": cipher.encrypt(asked.text),
        "body_hash": cipher.encrypt(asked.body_hash),
        "hidden": asked.hidden,
        "left_out": list(asked.left_out),
    }


def _put_in_place(session: Session, conversation_id: str, place: ConversationPlace) -> bool:
    """What was there before is being deleted; False when the event that opens it there waits no longer."""
    where = place.where
    new = insert_into(session, ChannelTalkRow).values(
        place=where.place, conversation_id=conversation_id, workspace=where.workspace, person=where.person
    )
    session.execute(
        new.on_conflict_do_update(index_elements=["place"], set_={"conversation_id": new.excluded.conversation_id})
    )
    begun = update(ChannelEventRow).where(ChannelEventRow.number == place.event, ChannelEventRow.worked_at.is_(None))
    waits: CursorResult[Any] = session.execute(  # type: ignore[assignment]
        begun.values(conversation_id=conversation_id, conversation_deleted=False)
    )
    return bool(waits.rowcount)
