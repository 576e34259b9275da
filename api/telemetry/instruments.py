"""Every figure of `/metrics`, with its labels and what these may be.

The values of a label are few and known before anything is asked: none comes from what somebody sent. None tells a
conversation, a person, a platform's id or where somebody asks from; what a municipality's visitors got is told of ten
conversations at a time (`municipalities.py`).
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, disable_created_metrics

from api.telemetry.municipalities import AnswersByMunicipality

disable_created_metrics()  # type: ignore[no-untyped-call]  # a line more for each counter, which says when the process began

REGISTRY = CollectorRegistry()
"""Our own: the default one adds figures of Python itself."""

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""An answer takes 15 ms on an idle machine, and nobody waits for longer than some seconds."""

CHANNELS = ("web", "slack", "teams")
RESULTS = ("answered", "delayed", "busy", "refused", "unusable", "failed", "cancelled")
PARTS = (
    *("lock", "masking", "store", "queue", "rasa"),
    *("rasa_store", "rasa_understanding", "rasa_door", "rasa_policies", "rasa_action"),
)
EVENT_REFUSALS = ("not_authentic", "malformed", "not_stored", "ignored", "too_large", "over_limit", "given_up")

MESSAGES = Counter(
    "zakboek_messages",
    "Messages that came in, by how they ended: answered; delayed (stored, answered later); busy (the queue is full); "
    "refused (by a limit); unusable; failed; cancelled (the client went away).",
    ("channel", "result"),
    registry=REGISTRY,
)
MESSAGE_SECONDS = Histogram(
    "zakboek_message_seconds",
    "From a message's coming in until its answer is stored.",
    ("channel",),
    buckets=SECONDS,
    registry=REGISTRY,
)
PART_SECONDS = Histogram(
    "zakboek_message_part_seconds",
    "What each part of the door, and of Rasa within it, took of a message.",
    ("part",),
    buckets=SECONDS,
    registry=REGISTRY,
)
ANSWERS = AnswersByMunicipality()
REGISTRY.register(ANSWERS)

CONVERSATIONS = Counter("zakboek_conversations_opened", "Conversations opened.", ("channel",), registry=REGISTRY)
RESPONSES = Counter(
    "zakboek_http_responses", "Answers to requests, by the class of their status.", ("status",), registry=REGISTRY
)
REFUSALS = Counter(
    "zakboek_limit_refusals",
    "What the limits refused, by what it was and whose limit.",
    ("what", "scope"),
    registry=REGISTRY,
)

COUNTS_SHARED = Gauge(
    "zakboek_counts_shared",
    "Whether limits count in all doors together: 1, or 0 while the store of the counts is away; only where one is set.",
    ("store",),
    registry=REGISTRY,
)

QUEUE_WAITING = Gauge("zakboek_queue_waiting", "Messages that wait for a place at Rasa.", registry=REGISTRY)
QUEUE_AT_RASA = Gauge("zakboek_queue_at_rasa", "Messages that Rasa works on.", registry=REGISTRY)
READY = Gauge("zakboek_ready", "Whether a part is there: 1 or 0.", ("part",), registry=REGISTRY)
ENGINE_IN_USE = Gauge(
    "zakboek_engine_in_use",
    "Whether one of several engines of Rasa has its conversations, 1, or is left out, 0: by host and port, as set.",
    ("engine",),
    registry=REGISTRY,
)
FAILED_STARTS = Gauge(
    "zakboek_failed_starts", "How often in a row a part ended at its start.", ("part",), registry=REGISTRY
)
CONTENT_CURRENT = Gauge("zakboek_content_current", "Whether the newest content is in force: 1 or 0.", registry=REGISTRY)

DELETED = Counter(
    "zakboek_conversations_deleted",
    "Conversations deleted: by the visitor, for their age (retention), or because their key is gone (unreadable).",
    ("reason",),
    registry=REGISTRY,
)
DELETIONS_WAITING = Gauge(
    "zakboek_deletions_waiting", "Deletions that still have to be finished in every store.", registry=REGISTRY
)
RETENTION_RUN = Gauge(
    "zakboek_retention_last_run_timestamp_seconds",
    "When conversations that are too old were last looked for and deleted; 0 before.",
    registry=REGISTRY,
)

OUTBOX_WAITING = Gauge("zakboek_outbox_waiting", "Messages for a person that wait to be delivered.", registry=REGISTRY)
OUTBOX_FAILING = Gauge("zakboek_outbox_failing", "Those of them that were tried without success.", registry=REGISTRY)
DELIVERIES = Counter(
    "zakboek_deliveries",
    "Attempts to deliver a message for a person, by how they ended.",
    ("result",),
    registry=REGISTRY,
)

EVENTS_REFUSED = Counter(
    "zakboek_channel_events_refused",
    "Events of a channel that were not worked on.",
    ("channel", "kind"),
    registry=REGISTRY,
)
CHANNEL_WAITING = Gauge(
    "zakboek_channel_waiting", "Events, and messages to send, that wait.", ("channel", "what"), registry=REGISTRY
)

ERRORS = Gauge(
    "zakboek_errors_last_hour", "Lines at ERROR in the log of the last hour.", ("process",), registry=REGISTRY
)
MEMORY = Gauge("zakboek_process_memory_bytes", "Resident memory.", ("process",), registry=REGISTRY)
DISK_FREE = Gauge("zakboek_disk_free_bytes", "Free where the databases are.", registry=REGISTRY)
DISK_SIZE = Gauge("zakboek_disk_size_bytes", "The whole of that.", registry=REGISTRY)
BUILD = Info("zakboek_build", "The assistant's version.", registry=REGISTRY)
MODEL = Info("zakboek_model", "The model that answers.", registry=REGISTRY)

for _channel in CHANNELS:  # so that a first one is a change from 0, which `rate` can see
    CONVERSATIONS.labels(_channel)
    for _result in RESULTS:
        MESSAGES.labels(_channel, _result)
for _reason in ("visitor", "retention", "unreadable"):
    DELETED.labels(_reason)
for _result in ("delivered", "put_off", "given_up"):
    DELIVERIES.labels(_result)
for _status in ("2xx", "3xx", "4xx", "5xx"):
    RESPONSES.labels(_status)
