import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { ApiClient, type ApiError, type Outcome } from './api.js';
import { Conversation } from './conversation.js';
import { ConversationStorage } from './storage.js';
import { accessTo, FakeAssistant, instead, LAST_DAY, lost, refused, unreachable } from './testing/assistant.js';
import { FakeBrowser, settle } from './testing/browser.js';
import { texts } from './texts.js';

const QUESTION = 'Wat doet een inkoper?';
const OTHER_QUESTION = 'Wat doet een verbinder?';
const ANSWER = `Antwoord op: ${QUESTION}`;
const OTHER_ANSWER = `Antwoord op: ${OTHER_QUESTION}`;
const GREETING = 'Hallo';

let browser: FakeBrowser;
let assistant: FakeAssistant;

beforeEach(() => {
  browser = new FakeBrowser();
  assistant = new FakeAssistant();
});

let tabs = 0;

/** Somebody in a tab with the chat, and what the page around it hears. */
class Visitor {
  readonly storage: ConversationStorage;
  readonly talk: Conversation;
  readonly failures: ApiError[] = [];
  readonly outcomes: (Outcome | null)[] = [];
  changes = 0;

  constructor(
    readonly place = `tab ${++tabs}`,
    wanted = true,
    municipality = '',
  ) {
    this.storage = new ConversationStorage(place, wanted);
    this.talk = new Conversation(new ApiClient('https://assistent.example'), municipality, this.storage, {
      changed: () => {
        this.changes += 1;
      },
      answered: (_, outcome) => this.outcomes.push(outcome),
      failed: (error) => this.failures.push(error),
    });
  }

  /** A visitor who has opened the chat, and reads the greeting. */
  static async greeted(): Promise<Visitor> {
    const visitor = new Visitor();
    await visitor.talk.begin();
    return visitor;
  }

  /** The texts of the conversation. */
  get read(): string[] {
    return this.talk.messages.map(({ tekst }) => tekst);
  }

  /** The conversation's id. */
  get id(): string {
    return this.storage.kept.access?.id ?? '';
  }

  get trouble(): string {
    return this.talk.trouble?.text ?? '';
  }

  send(text: string): boolean {
    return this.talk.send({ tekst: text }, text);
  }

  async ask(text: string): Promise<void> {
    assert.ok(this.send(text));
    await settle();
  }

  leave(): void {
    this.talk.leave();
    this.storage.leave();
  }

  /** The same tab after the page was loaded anew. */
  async reload(wanted = true): Promise<Visitor> {
    this.leave();
    const visitor = new Visitor(this.place, wanted);
    await visitor.talk.begin();
    await settle();
    return visitor;
  }

  /** A copy of the tab, as browsers make it. */
  async duplicate(): Promise<Visitor> {
    const copy = `tab ${++tabs}`;
    browser.stored.set(copy, browser.stored.get(this.place) ?? '');
    const visitor = new Visitor(copy);
    await visitor.talk.begin();
    return visitor;
  }
}

/** A message that the assistant's stand-in does not make. */
const UNSTORED = { id: 'a', afzender: 'assistent', tijdstip: '', keuzes: [], bronnen: [], documenten: [] };

describe('opening', () => {
  it('opens a conversation for the municipality, once', async () => {
    const visitor = new Visitor('zwolle', true, 'zwolle');
    await Promise.all([visitor.talk.begin(), visitor.talk.begin()]);
    assert.deepEqual(assistant.made(), ['open']);
    assert.deepEqual(assistant.calls[0]?.body, { kanaal: 'web', gemeente: 'zwolle' });
    assert.deepEqual(visitor.read, [GREETING]);
    assert.deepEqual(visitor.outcomes, [null]);
    assert.ok(visitor.talk.begun);
  });

  it('says what it waits for, and then no more', async () => {
    const held = assistant.hold('open');
    const visitor = new Visitor();
    const opened = visitor.talk.begin();
    await settle();
    assert.equal(visitor.talk.busy, 'open');
    const before = visitor.changes;
    assert.ok(before);
    held.letGo();
    await opened;
    assert.equal(visitor.talk.busy, null);
    assert.ok(visitor.changes > before);
  });

  it('opens one by itself for a question that comes first', async () => {
    const visitor = new Visitor();
    await visitor.ask(QUESTION);
    assert.deepEqual(assistant.made(), ['open', 'say']);
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
    assert.deepEqual(visitor.outcomes, [null, 'antwoord']);
  });

  it('tells a refused site from a broken network', async () => {
    assistant.next('open', unreachable, unreachable);
    const visitor = await Visitor.greeted();
    assert.deepEqual(assistant.made(), ['open', 'script', 'open']);
    assert.equal(visitor.failures[0]?.kind, 'refused');
    assert.equal(visitor.trouble, texts.refused);
  });

  it('says that a municipality is unknown, which trying again does not mend', async () => {
    assistant.next('open', refused(404, 'Deze gemeente bestaat niet.'));
    const visitor = await Visitor.greeted();
    assert.equal(visitor.failures[0]?.kind, 'unknown');
    assert.equal(visitor.trouble, texts.unknown);
    assert.equal(visitor.talk.trouble?.again, false);
  });

  it('gives back what was typed when it cannot be opened at all', async () => {
    assistant.next('open', refused(404));
    const visitor = new Visitor();
    visitor.talk.draft = 'half getypt';
    await visitor.ask(QUESTION);
    assert.equal(visitor.talk.draft, `${QUESTION}\nhalf getypt`);
    assert.equal(visitor.talk.pending, null);
    assert.deepEqual(visitor.failures.length, 1);
  });
});

describe('one thing at a time', () => {
  it('takes no second message while the first is on its way', async () => {
    const visitor = await Visitor.greeted();
    const held = assistant.hold('say');
    await visitor.ask(QUESTION);
    assert.equal(visitor.talk.busy, 'send');
    assert.equal(visitor.send(OTHER_QUESTION), false);
    assert.equal(visitor.talk.pending?.shown, QUESTION);
    held.letGo();
    await settle();
    await visitor.ask(OTHER_QUESTION);
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER, OTHER_QUESTION, OTHER_ANSWER]);
  });

  it('shows at once that it is sending', async () => {
    const visitor = await Visitor.greeted();
    visitor.talk.notice = 'oud nieuws';
    const before = visitor.changes;
    visitor.send(QUESTION);
    assert.equal(visitor.talk.busy, 'send');
    assert.equal(visitor.talk.notice, '');
    assert.ok(visitor.changes > before);
  });

  it('sends what is chosen, and shows its label', async () => {
    const visitor = await Visitor.greeted();
    const held = assistant.hold('say');
    visitor.talk.send({ keuze: 'rol/inkoper' }, 'De inkoper');
    await settle();
    assert.equal(visitor.talk.pending?.shown, 'De inkoper');
    held.letGo();
    await settle();
    assert.deepEqual(assistant.callsTo('say')[0]?.body, { keuze: 'rol/inkoper' });
    assert.equal(visitor.read[1], 'De inkoper');
  });

  it('lets a deletion wait for the answer, and takes no message in between', async () => {
    const visitor = await Visitor.greeted();
    const [answer, deletion] = [assistant.hold('say'), assistant.hold('remove')];
    await visitor.ask(QUESTION);
    const removed = visitor.talk.remove();
    await settle();
    assert.deepEqual(assistant.made(), ['open', 'say']);
    answer.letGo();
    await settle();
    assert.equal(visitor.talk.busy, 'remove');
    assert.equal(visitor.send(OTHER_QUESTION), false);
    deletion.letGo();
    await removed;
    assert.deepEqual(assistant.made(), ['open', 'say', 'remove']);
    assert.equal(assistant.most, 1);
    assert.ok(visitor.send(OTHER_QUESTION));
  });

  it('goes on after a mistake of our own, and does not hide it', async () => {
    const visitor = new Visitor();
    visitor.outcomes.push = () => {
      throw new ReferenceError('mistake');
    };
    await assert.rejects(visitor.talk.begin(), ReferenceError);
    assert.deepEqual(visitor.failures, []);
    visitor.outcomes.push = () => 0;
    await visitor.ask(QUESTION);
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
  });
});

describe('what the assistant does not store', () => {
  it('is not shown in the own message either', async () => {
    const visitor = await Visitor.greeted();
    const answer = { ...UNSTORED, tekst: ANSWER };
    const vraag = { id: 'v', tekst: 'bel [telefoonnummer]', weggelaten: ['telefoonnummer'] };
    assistant.next('say', instead(201, JSON.stringify({ uitkomst: 'antwoord', vraag, berichten: [answer] })));
    visitor.talk.send({ tekst: 'bel 06-12345678' }, 'bel 06-12345678');
    await settle();
    assert.deepEqual(visitor.read, [GREETING, 'bel [telefoonnummer]', ANSWER]);
  });
});

describe('a conversation that is deleted in words', () => {
  it('is left, in every tab, with what the assistant says of it', async () => {
    const visitor = await Visitor.greeted();
    const told = { ...UNSTORED, tekst: 'Je gesprek is gewist.' };
    const gone = { uitkomst: 'gesprek', gewist: true, bewaardTot: null, berichten: [told] };
    assistant.next('say', instead(201, JSON.stringify(gone)));
    visitor.talk.send({ tekst: 'ja' }, 'ja');
    await settle();
    assert.deepEqual(visitor.read, []);
    assert.equal(visitor.talk.notice, 'Je gesprek is gewist.');
    assert.equal(visitor.talk.begun, false);
    assert.equal(visitor.talk.pending, null);
    assert.deepEqual(assistant.made(), ['open', 'say']);
  });
});

describe('the day on which a conversation goes', () => {
  it('is known from the greeting, and after each answer', async () => {
    const visitor = await Visitor.greeted();
    assert.equal(visitor.talk.lastDay, LAST_DAY);
    const later = JSON.stringify({ uitkomst: 'antwoord', bewaardTot: '2026-12-25', berichten: [] });
    assistant.next('say', instead(201, later));
    visitor.talk.send({ tekst: QUESTION }, QUESTION);
    await settle();
    assert.equal(visitor.talk.lastDay, '2026-12-25');
  });
});

describe('an answer that got lost', () => {
  it('is fetched with the same key, so that the question is asked once', async () => {
    const visitor = await Visitor.greeted();
    assistant.next('say', lost);
    await visitor.ask(QUESTION);
    assert.equal(visitor.trouble, `${texts.network} ${texts.kept}`);
    assert.equal(visitor.talk.trouble?.again, true);
    assert.equal(visitor.talk.busy, null);
    await visitor.talk.again();
    const [first, second] = assistant.callsTo('say');
    assert.ok(first?.headers['Idempotency-Key']);
    assert.equal(second?.headers['Idempotency-Key'], first.headers['Idempotency-Key']);
    assert.deepEqual(assistant.asked(visitor.id), [QUESTION]);
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
    assert.equal(visitor.talk.trouble, null);
    assert.equal(visitor.talk.pending, null);
  });

  it('has another key than the next question', async () => {
    const visitor = await Visitor.greeted();
    await visitor.ask(QUESTION);
    await visitor.ask(QUESTION);
    const keys = assistant.callsTo('say').map(({ headers }) => headers['Idempotency-Key']);
    assert.match(String(keys[0]), /^[0-9a-f]{32}$/);
    assert.notEqual(keys[0], keys[1]);
  });

  it('is awaited until the call is given up', async () => {
    const visitor = await Visitor.greeted();
    assistant.hold('say');
    await visitor.ask(QUESTION);
    await browser.pass(29);
    assert.equal(visitor.trouble, '');
    await browser.pass(1);
    assert.equal(visitor.failures[0]?.kind, 'timeout');
    assert.equal(visitor.trouble, `${texts.timeout} ${texts.kept}`);
    await visitor.talk.again();
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
  });

  it('is asked for again as soon as there is internet', async () => {
    const visitor = await Visitor.greeted();
    browser.online = false;
    assistant.next('say', unreachable);
    await visitor.ask(QUESTION);
    assert.equal(visitor.failures[0]?.kind, 'offline');
    assert.equal(visitor.trouble, `${texts.offline} ${texts.kept} ${texts.sentWhenOnline}`);
    browser.online = true;
    await settle();
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
  });

  it('is left alone when the internet comes back and nothing was wrong with it', async () => {
    const visitor = await Visitor.greeted();
    assistant.next('say', refused(503));
    await visitor.ask(QUESTION);
    browser.online = true;
    await settle();
    assert.deepEqual(assistant.made(), ['open', 'say']);
  });
});

describe('an assistant that refuses', () => {
  it('is not bothered when nothing went wrong', async () => {
    const visitor = await Visitor.greeted();
    await visitor.talk.again();
    assert.deepEqual(assistant.made(), ['open']);
  });

  it('is asked again after the time that it wants, and not before', async () => {
    const visitor = await Visitor.greeted();
    assistant.next('say', refused(429, '', 20));
    await visitor.ask(QUESTION);
    assert.equal(visitor.trouble, `${texts.tooMany} ${texts.kept} ${texts.againIn(20)}`);
    await browser.pass(19);
    assert.deepEqual(assistant.made(), ['open', 'say']);
    await browser.pass(1);
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
    assert.equal(visitor.trouble, '');
  });

  it('is asked again three times by itself, and after that only by the visitor', async () => {
    const visitor = await Visitor.greeted();
    assistant.next('say', ...Array.from({ length: 8 }, () => refused(503, '', 5)));
    await visitor.ask(QUESTION);
    for (let time = 0; time < 6; time += 1) await browser.pass(5);
    assert.equal(assistant.callsTo('say').length, 4);
    assert.equal(visitor.trouble, `${texts.busy} ${texts.kept}`);
    await visitor.talk.again();
    assert.equal(visitor.trouble, `${texts.busy} ${texts.kept} ${texts.againIn(5)}`);
    for (let time = 0; time < 6; time += 1) await browser.pass(5);
    assert.equal(assistant.callsTo('say').length, 8);
    await visitor.talk.again();
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
  });

  it('is asked for the greeting three times by itself too', async () => {
    assistant.next('open', ...Array.from({ length: 4 }, () => refused(503, '', 5)));
    const visitor = await Visitor.greeted();
    for (let time = 0; time < 6; time += 1) await browser.pass(5);
    assert.equal(assistant.callsTo('open').length, 4);
    await visitor.talk.again();
    assert.deepEqual(visitor.read, [GREETING]);
  });

  it('gets three more times for the next question', async () => {
    const visitor = await Visitor.greeted();
    assistant.next('say', refused(503, '', 5), refused(503, '', 5), refused(503, '', 5));
    await visitor.ask(QUESTION);
    for (let time = 0; time < 3; time += 1) await browser.pass(5);
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
    assistant.next('say', refused(503, '', 5));
    await visitor.ask(OTHER_QUESTION);
    assert.match(visitor.trouble, /Over 5 seconden/);
  });

  it('is not asked twice when the visitor was quicker than the clock', async () => {
    const visitor = await Visitor.greeted();
    assistant.next('say', refused(503, '', 5));
    await visitor.ask(QUESTION);
    await visitor.talk.again();
    assert.equal(browser.waits, 0);
    assert.equal(assistant.callsTo('say').length, 2);
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
  });

  it('is quoted when it explains itself', async () => {
    const visitor = await Visitor.greeted();
    assistant.next('say', refused(503, 'Je bericht wordt straks beantwoord.'));
    await visitor.ask(QUESTION);
    assert.equal(visitor.trouble, 'Je bericht wordt straks beantwoord.');
    assert.equal(visitor.talk.trouble?.again, true);
    assert.equal(visitor.talk.pending?.shown, QUESTION);
  });

  it('gives a message back that it will never take, so that it can be changed', async () => {
    const visitor = await Visitor.greeted();
    assistant.next('say', refused(400, 'Een bericht mag 1000 tekens lang zijn.'));
    await visitor.ask(QUESTION);
    assert.equal(visitor.trouble, 'Een bericht mag 1000 tekens lang zijn.');
    assert.equal(visitor.talk.trouble?.again, false);
    assert.equal(visitor.talk.draft, QUESTION);
    assert.deepEqual(visitor.read, [GREETING]);
    await visitor.ask(QUESTION);
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
    assert.equal(visitor.trouble, '');
  });

  it('is not taken for one when a proxy answers in its place', async () => {
    const visitor = await Visitor.greeted();
    assistant.next('say', instead(200, '<h1>Log in</h1>'), instead(200, '{"status": "ok"}'));
    await visitor.ask(QUESTION);
    assert.equal(visitor.trouble, `${texts.busy} ${texts.kept}`);
    await visitor.talk.again();
    assert.equal(visitor.trouble, `${texts.busy} ${texts.kept}`);
    await visitor.talk.again();
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
  });

  it('is asked for the greeting first, and then for the answer, when both are still to come', async () => {
    assistant.next('open', refused(503));
    const visitor = await Visitor.greeted();
    assistant.next('open', refused(503));
    await visitor.ask(QUESTION);
    await visitor.talk.again();
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
  });
});

describe('a reload', () => {
  it('reads the conversation from the assistant', async () => {
    const before = await Visitor.greeted();
    await before.ask(QUESTION);
    const visitor = await before.reload();
    assert.deepEqual(assistant.made(2), ['read']);
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
    assert.deepEqual(visitor.outcomes, []);
    await visitor.talk.begin();
    assert.deepEqual(assistant.made(2), ['read']);
  });

  it('does not ask again what was answered meanwhile', async () => {
    const before = await Visitor.greeted();
    assistant.hold('say');
    await before.ask(QUESTION);
    const visitor = await before.reload();
    assert.equal(assistant.callsTo('say').length, 1);
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
    assert.equal(visitor.talk.pending, null);
  });

  it('fetches an answer that is still to come with the same key, and shows the question once', async () => {
    const before = await Visitor.greeted();
    assistant.next('say', unreachable);
    await before.ask(QUESTION);
    const { pending } = before.talk;
    assistant.take(before.id, String(pending?.key), QUESTION);
    const held = assistant.hold('say');
    const reloaded = before.reload();
    await settle();
    held.letGo();
    const visitor = await reloaded;
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
    assert.deepEqual(assistant.asked(visitor.id), [QUESTION]);
    assert.equal(assistant.callsTo('say')[1]?.headers['Idempotency-Key'], pending?.key);
  });

  it('does not take a message of before, which had no key, for the one on its way', async () => {
    const before = await Visitor.greeted();
    assistant.next('say', unreachable);
    await before.ask(QUESTION);
    const visitor = await before.reload();
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
  });

  it('keeps what was typed and that the panel was open', async () => {
    const before = await Visitor.greeted();
    before.talk.draft = 'half getypt';
    before.talk.wasOpen = true;
    const visitor = await before.reload();
    assert.equal(visitor.talk.draft, 'half getypt');
    assert.equal(visitor.talk.wasOpen, true);
  });

  it('can be tried again when the conversation could not be read', async () => {
    const before = await Visitor.greeted();
    await before.ask(QUESTION);
    assistant.next('read', unreachable);
    const visitor = await before.reload();
    assert.equal(visitor.trouble, texts.network);
    await visitor.talk.again();
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
  });

  it('leaves nothing running in the page that was left', async () => {
    const visitor = await Visitor.greeted();
    browser.online = false;
    assistant.next('say', unreachable);
    await visitor.ask(QUESTION);
    const [made, changes] = [assistant.calls.length, visitor.changes];
    visitor.leave();
    browser.online = true;
    await visitor.talk.again();
    assert.equal(assistant.calls.length, made);
    assert.equal(visitor.changes, changes);
  });

  it('breaks off the call that was under way, and reports nothing of it', async () => {
    const visitor = await Visitor.greeted();
    const held = assistant.hold('say');
    await visitor.ask(QUESTION);
    visitor.leave();
    await settle();
    held.letGo();
    await settle();
    assert.deepEqual(visitor.outcomes, [null]);
    assert.deepEqual(visitor.failures, []);
    assert.equal(visitor.talk.trouble, null);
    assert.equal(visitor.talk.pending?.shown, QUESTION);
  });

  it('does not wait for a retry any more', async () => {
    const visitor = await Visitor.greeted();
    assistant.next('say', refused(503, '', 5));
    await visitor.ask(QUESTION);
    assert.equal(browser.waits, 1);
    const later = await visitor.reload();
    assert.equal(browser.waits, 0);
    assert.deepEqual(later.read, [GREETING, QUESTION, ANSWER]);
    assert.deepEqual(assistant.made(), ['open', 'say', 'read', 'say']);
  });
});

describe('a site that wants nothing stored', () => {
  it('has a conversation all the same, of which nothing is stored', async () => {
    const visitor = new Visitor('geen', false);
    await visitor.talk.begin();
    visitor.talk.draft = 'half getypt';
    await visitor.ask(QUESTION);
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
    assert.equal(browser.stored.size, 0);
  });

  it('has a new one after a reload', async () => {
    const visitor = await new Visitor('geen', false).reload(false);
    await visitor.ask(QUESTION);
    const later = await visitor.reload(false);
    assert.deepEqual(later.read, [GREETING]);
    assert.notEqual(later.id, visitor.id);
  });

  it('has the one deleted that was stored before the site changed its mind', async () => {
    const before = await Visitor.greeted();
    await before.ask(QUESTION);
    const visitor = await before.reload(false);
    assert.deepEqual([...assistant.conversations.keys()], [visitor.id]);
    assert.deepEqual(visitor.read, [GREETING]);
  });
});

describe('a deletion', () => {
  it('empties the conversation, and says so', async () => {
    const visitor = await Visitor.greeted();
    await visitor.ask(QUESTION);
    await visitor.talk.remove();
    assert.equal(assistant.conversations.size, 0);
    assert.deepEqual(visitor.read, []);
    assert.equal(visitor.talk.notice, texts.removed);
    assert.equal(visitor.talk.begun, false);
    await visitor.talk.remove();
    assert.equal(assistant.callsTo('remove').length, 1);
  });

  it('takes along a message that was not answered', async () => {
    const visitor = await Visitor.greeted();
    assistant.next('say', unreachable);
    await visitor.ask(QUESTION);
    await visitor.talk.remove();
    assert.equal(visitor.talk.pending, null);
    assert.equal(visitor.talk.trouble, null);
    await visitor.talk.begin();
    assert.deepEqual(visitor.read, [GREETING]);
  });

  it('that did not arrive is told, and tried again when the visitor wants', async () => {
    const visitor = await Visitor.greeted();
    assistant.next('remove', unreachable);
    await visitor.talk.remove();
    assert.equal(visitor.trouble, `${texts.network} ${texts.notRemoved}`);
    assert.deepEqual(visitor.read, [GREETING]);
    assert.ok(visitor.talk.begun);
    await visitor.talk.again();
    assert.equal(assistant.conversations.size, 0);
    assert.equal(visitor.talk.notice, texts.removed);
  });

  it('is never done by surprise when the internet is back', async () => {
    const visitor = await Visitor.greeted();
    browser.online = false;
    assistant.next('remove', unreachable);
    await visitor.talk.remove();
    assert.equal(visitor.trouble, `${texts.offline} ${texts.notRemoved}`);
    browser.online = true;
    await settle();
    assert.equal(assistant.conversations.size, 1);
    await visitor.ask(QUESTION);
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
    assert.equal(visitor.trouble, '');
  });

  it("that is put off is told in the assistant's words, and done later", async () => {
    const visitor = await Visitor.greeted();
    const { id } = visitor;
    assistant.next('remove', refused(503, 'Een deel wordt later gewist.', 5));
    await visitor.talk.remove();
    await settle();
    assert.equal(visitor.talk.notice, 'Een deel wordt later gewist.');
    assert.equal(visitor.talk.trouble, null);
    assert.deepEqual(visitor.read, []);
    assert.equal(assistant.callsTo('remove').length, 1);
    assert.deepEqual(visitor.storage.kept.leaving, [accessTo(id)]);
    await visitor.talk.begin();
    await settle();
    assert.equal(assistant.conversations.has(id), false);
    assert.deepEqual(visitor.storage.kept.leaving, []);
  });

  it('that is put off outlives a reload', async () => {
    const before = await Visitor.greeted();
    const { id } = before;
    assistant.next('remove', refused(503, 'Een deel wordt later gewist.'), unreachable, unreachable);
    await before.talk.remove();
    const visitor = await before.reload();
    assert.equal(assistant.conversations.has(id), true);
    assert.deepEqual(visitor.read, [GREETING]);
    await visitor.ask(QUESTION);
    assert.equal(assistant.conversations.has(id), false);
    assert.deepEqual(visitor.storage.kept.leaving, []);
  });
});

describe('beginning anew', () => {
  it('opens a new conversation and deletes the old one', async () => {
    const visitor = await Visitor.greeted();
    await visitor.ask(QUESTION);
    const old = visitor.id;
    visitor.talk.notice = 'oud nieuws';
    await visitor.talk.restart();
    await settle();
    assert.notEqual(visitor.id, old);
    assert.deepEqual(visitor.read, [GREETING]);
    assert.deepEqual([...assistant.conversations.keys()], [visitor.id]);
    assert.equal(visitor.talk.notice, '');
  });

  it('keeps what was on its way in the field', async () => {
    const visitor = await Visitor.greeted();
    assistant.next('say', unreachable);
    await visitor.ask(QUESTION);
    visitor.talk.draft = 'half getypt';
    await visitor.talk.restart();
    assert.equal(visitor.talk.draft, `${QUESTION}\nhalf getypt`);
    assert.equal(visitor.talk.pending, null);
    assert.equal(visitor.trouble, '');
  });

  it('leaves nothing to delete when there was no conversation', async () => {
    const visitor = new Visitor();
    await visitor.talk.restart();
    assert.deepEqual(visitor.read, [GREETING]);
    assert.deepEqual(visitor.storage.kept.leaving, []);
  });

  it('keeps the old conversation when there is no new one', async () => {
    const visitor = await Visitor.greeted();
    await visitor.ask(QUESTION);
    assistant.next('open', refused(503));
    await visitor.talk.restart();
    await settle();
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
    assert.equal(assistant.conversations.size, 1);
    assert.deepEqual(visitor.storage.kept.leaving, []);
  });

  it('is where a visitor ends up whose conversation is gone', async () => {
    const visitor = await Visitor.greeted();
    const other = await visitor.duplicate();
    assistant.conversations.clear();
    await visitor.ask(QUESTION);
    assert.equal(visitor.talk.notice, texts.gone);
    assert.equal(visitor.talk.draft, QUESTION);
    assert.deepEqual(visitor.read, [GREETING]);
    assert.equal(visitor.trouble, '');
    assert.equal(other.talk.notice, texts.goneElsewhere);
  });

  it('is not for one of whose conversation nobody knows whether it is gone', async () => {
    const visitor = await Visitor.greeted();
    const { id } = visitor;
    assistant.next('say', refused(404, 'Deze keuze bestaat niet.'));
    assistant.next('read', unreachable);
    await visitor.ask(QUESTION);
    assert.equal(visitor.id, id);
    assert.equal(visitor.trouble, 'Deze keuze bestaat niet.');
  });

  it('is not for one whose choice alone is gone', async () => {
    const visitor = await Visitor.greeted();
    const { id } = visitor;
    assistant.next('say', refused(404, 'Deze keuze bestaat niet.'));
    visitor.talk.send({ keuze: 'rol/inkoper' }, 'De inkoper');
    await settle();
    assert.equal(visitor.trouble, 'Deze keuze bestaat niet.');
    assert.equal(visitor.id, id);
    assert.deepEqual(visitor.read, [GREETING]);
    assert.equal(visitor.talk.draft, 'De inkoper');
  });
});

describe('another tab', () => {
  it('that deletes it makes a question that is refused meanwhile no trouble', async () => {
    const visitor = await Visitor.greeted();
    const other = await visitor.duplicate();
    const held = assistant.hold('say', refused(422, 'Deze sleutel is al gebruikt.'));
    await visitor.ask(QUESTION);
    await other.talk.remove();
    held.letGo();
    await settle();
    assert.equal(visitor.trouble, '');
    assert.equal(visitor.talk.draft, QUESTION);
  });

  it('that deletes it is told of once, also while this tab finds out by itself', async () => {
    const visitor = await Visitor.greeted();
    const other = await visitor.duplicate();
    assistant.next('say', refused(404));
    const held = assistant.hold('read', refused(404));
    await visitor.ask(QUESTION);
    await other.talk.remove();
    held.letGo();
    await settle();
    assert.equal(visitor.talk.notice, texts.goneElsewhere);
    assert.equal(visitor.talk.draft, QUESTION);
    assert.equal(visitor.talk.begun, false);
  });

  it('that goes on and then deletes it leaves nothing to read', async () => {
    const visitor = await Visitor.greeted();
    const other = await visitor.duplicate();
    const held = assistant.hold('say');
    await visitor.ask(QUESTION);
    await other.ask(OTHER_QUESTION);
    await other.talk.remove();
    held.letGo();
    await settle();
    assert.deepEqual(visitor.failures, []);
    assert.equal(assistant.callsTo('read').length, 1);
  });

  it('that asks something shows it here too', async () => {
    const visitor = await Visitor.greeted();
    const other = await visitor.duplicate();
    await other.ask(QUESTION);
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
    assert.deepEqual(visitor.outcomes, [null]);
  });

  it('with another conversation is none of our business', async () => {
    const visitor = await Visitor.greeted();
    const stranger = await Visitor.greeted();
    const made = assistant.calls.length;
    await stranger.ask(QUESTION);
    await stranger.talk.remove();
    assert.deepEqual(visitor.read, [GREETING]);
    assert.deepEqual(assistant.made(made), ['say', 'remove']);
  });

  it('that could not be followed is read before the next question', async () => {
    const visitor = await Visitor.greeted();
    const other = await visitor.duplicate();
    assistant.next('read', unreachable);
    await other.ask(OTHER_QUESTION);
    assert.deepEqual(visitor.read, [GREETING]);
    assert.equal(visitor.failures[0]?.kind, 'network');
    assert.equal(visitor.trouble, '');
    await visitor.ask(QUESTION);
    assert.deepEqual(visitor.read, [GREETING, OTHER_QUESTION, OTHER_ANSWER, QUESTION, ANSWER]);
  });

  it('that deletes the conversation empties it here, and says so', async () => {
    const visitor = await Visitor.greeted();
    const other = await visitor.duplicate();
    const changes = visitor.changes;
    await other.talk.remove();
    assert.deepEqual(visitor.read, []);
    assert.equal(visitor.talk.notice, texts.goneElsewhere);
    assert.ok(visitor.changes > changes);
    await visitor.ask(QUESTION);
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
    assert.equal(assistant.conversations.size, 1);
  });

  it('that begins anew empties it here too', async () => {
    const visitor = await Visitor.greeted();
    const other = await visitor.duplicate();
    await other.talk.restart();
    assert.equal(visitor.talk.notice, texts.goneElsewhere);
    assert.equal(visitor.talk.begun, false);
  });

  it('that deletes it during a question gives the question back, and its answer is not shown', async () => {
    const visitor = await Visitor.greeted();
    const other = await visitor.duplicate();
    const held = assistant.hold('say');
    await visitor.ask(QUESTION);
    await other.talk.remove();
    assert.equal(visitor.talk.draft, QUESTION);
    held.letGo();
    await settle();
    assert.deepEqual(visitor.read, []);
    assert.deepEqual(visitor.outcomes, [null]);
    assert.equal(visitor.talk.notice, texts.goneElsewhere);
    assert.equal(visitor.talk.busy, null);
  });

  it('that deletes it during a reading does not have it brought back', async () => {
    const visitor = await Visitor.greeted();
    const other = await visitor.duplicate();
    const held = assistant.hold('read');
    await other.ask(QUESTION);
    await other.talk.remove();
    held.letGo();
    await settle();
    assert.deepEqual(visitor.read, []);
    assert.equal(visitor.talk.begun, false);
  });

  it('that delivered the message makes an end to the trouble with it', async () => {
    const visitor = await Visitor.greeted();
    assistant.next('say', unreachable);
    await visitor.ask(QUESTION);
    assert.notEqual(visitor.trouble, '');
    const other = await visitor.duplicate();
    await settle();
    assert.deepEqual(other.read, [GREETING, QUESTION, ANSWER]);
    assert.deepEqual(visitor.read, [GREETING, QUESTION, ANSWER]);
    assert.equal(visitor.trouble, '');
    assert.equal(visitor.talk.pending, null);
  });

  it('that deleted it makes a failing deletion here no trouble', async () => {
    const visitor = await Visitor.greeted();
    const other = await visitor.duplicate();
    assistant.next('remove', unreachable);
    await visitor.talk.remove();
    await other.talk.remove();
    assert.equal(visitor.trouble, '');
    assert.equal(visitor.talk.notice, texts.goneElsewhere);
  });

  it('is not heard any more by a page that was left', async () => {
    const visitor = await Visitor.greeted();
    const other = await visitor.duplicate();
    visitor.leave();
    const { changes } = visitor;
    await other.ask(QUESTION);
    await other.talk.remove();
    assert.deepEqual(visitor.read, [GREETING]);
    assert.equal(visitor.changes, changes);
  });
});

describe('beside the conversation', () => {
  it('reports nothing of a page that was left', async () => {
    const visitor = await Visitor.greeted();
    const [greeting] = visitor.talk.messages;
    assert.ok(greeting);
    assistant.hold('rate');
    const rated = visitor.talk.rate(greeting, true);
    await settle();
    visitor.leave();
    assert.equal(await rated, false);
    assert.deepEqual(visitor.failures, []);
  });

  it('tells whether an answer was of use, and why', async () => {
    const visitor = await Visitor.greeted();
    await visitor.ask(QUESTION);
    const answer = visitor.talk.messages[2];
    assert.ok(answer);
    const { changes } = visitor;
    assert.equal(await visitor.talk.rate(answer, false, 'te kort'), true);
    assert.ok(visitor.changes > changes);
    assert.deepEqual(assistant.callsTo('rate')[0]?.body, { nuttig: false, toelichting: 'te kort' });
    assert.deepEqual(
      visitor.talk.messages.map(({ nuttig }) => nuttig),
      [null, null, false],
    );
  });

  it('says when that could not be told, and leaves the conversation as it is', async () => {
    const visitor = await Visitor.greeted();
    const [greeting] = visitor.talk.messages;
    assert.ok(greeting);
    assistant.next('rate', refused(503));
    assert.equal(await visitor.talk.rate(greeting, true), false);
    assert.equal(visitor.talk.messages[0]?.nuttig, null);
    assert.equal(visitor.failures[0]?.status, 503);
    assert.equal(visitor.talk.trouble, null);
    await visitor.talk.remove();
    assert.equal(await visitor.talk.rate(greeting, true), false);
  });

  it('fetches all that is stored of it, or nothing', async () => {
    const visitor = await Visitor.greeted();
    assistant.next('copy', async () => new Response('{"berichten": []}'), refused(503));
    assert.equal(await (await visitor.talk.copy())?.text(), '{"berichten": []}');
    assert.equal(await visitor.talk.copy(), null);
    assert.equal(visitor.failures.length, 1);
  });

  it('fetches a document, or nothing', async () => {
    const visitor = await Visitor.greeted();
    const url = `/v1/gesprekken/${visitor.id}/documenten/d1`;
    const link = { id: 'd1', titel: 'Plan', type: 'application/pdf', url };
    const headers = { 'Content-Disposition': 'attachment; filename="plan.pdf"' };
    assistant.next('document', async () => new Response('inhoud', { headers }), refused(404));
    const found = await visitor.talk.document(link);
    assert.equal(found?.name, 'plan.pdf');
    assert.equal(await found?.file.text(), 'inhoud');
    assert.equal(await visitor.talk.document(link), null);
    assert.equal(visitor.failures.length, 1);
  });
});
