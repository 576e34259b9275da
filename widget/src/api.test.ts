import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { ApiClient, ApiError } from './api.js';
import { accessTo, FakeAssistant, instead, refused, unreachable } from './testing/assistant.js';
import { FakeBrowser, settle } from './testing/browser.js';

let browser: FakeBrowser;
let assistant: FakeAssistant;
let api: ApiClient;

beforeEach(() => {
  browser = new FakeBrowser();
  assistant = new FakeAssistant();
  api = new ApiClient('https://assistent.example');
});

/** How a call fails; it may not succeed. */
async function failure(call: Promise<unknown>): Promise<ApiError> {
  const error = await call.then(
    () => assert.fail('it succeeded'),
    (found: unknown) => found,
  );
  assert.ok(error instanceof ApiError, String(error));
  return error;
}

describe('a call', () => {
  it('carries the token, and the key of a message', async () => {
    const { id, token } = await api.open('');
    await api.say({ id, token }, { tekst: 'Hallo' }, 'een-sleutel');
    assert.deepEqual(assistant.calls[0]?.headers, { 'Content-Type': 'application/json' });
    assert.deepEqual(assistant.calls[1]?.headers, {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': 'een-sleutel',
    });
  });

  it('leaves out the municipality and the explanation when there are none', async () => {
    const { id, token, berichten } = await api.open('');
    await api.rate({ id, token }, String(berichten[0]?.id), true, '');
    assert.deepEqual(assistant.calls[0]?.body, { kanaal: 'web' });
    assert.deepEqual(assistant.calls[1]?.body, { nuttig: true });
  });

  it('never carries cookies, and is never answered from a cache', async () => {
    let sent: RequestInit | undefined;
    const { fetch } = globalThis;
    globalThis.fetch = (address, options) => {
      sent = options;
      return fetch(address, options);
    };
    await api.open('');
    assert.equal(sent?.credentials, 'omit');
    assert.equal(sent?.cache, 'no-store');
  });

  it('fails after thirty seconds, and not a moment before', async () => {
    const access = await api.open('');
    const held = assistant.hold('read');
    const late = api.history(access);
    await browser.pass(29.9);
    held.letGo();
    assert.equal((await late).berichten.length, 1);
    assistant.hold('read');
    const never = failure(api.history(access));
    await browser.pass(30);
    assert.equal((await never).kind, 'timeout');
  });

  it('that is broken off is the last one', async () => {
    const access = await api.open('');
    assistant.hold('read');
    const broken = failure(api.history(access));
    await settle();
    api.stop();
    await broken;
    assert.equal((await failure(api.history(access))).kind, 'network');
    assert.deepEqual(assistant.made(), ['open', 'read']);
  });
});

describe('what went wrong', () => {
  it('is told apart', async () => {
    const access = await api.open('');
    assistant.next('read', unreachable, refused(503, 'Nu even niet.', 7), refused(500));
    assert.equal((await failure(api.history(access))).kind, 'network');
    const busy = await failure(api.history(access));
    assert.deepEqual([busy.kind, busy.status, busy.detail, busy.retryAfter], ['problem', 503, 'Nu even niet.', 7]);
    const broken = await failure(api.history(access));
    assert.deepEqual([broken.kind, broken.status, broken.detail, broken.retryAfter], ['problem', 500, '', 0]);
    browser.online = false;
    assistant.next('read', unreachable);
    assert.equal((await failure(api.history(access))).kind, 'offline');
  });

  it('passes by or does not', () => {
    const passing = [429, 500, 503].map((status) => new ApiError('problem', status));
    const lasting = [400, 401, 404, 422].map((status) => new ApiError('problem', status));
    const other = (['offline', 'network', 'timeout', 'refused'] as const).map((kind) => new ApiError(kind));
    assert.ok([...passing, ...other].every((error) => error.passing));
    assert.ok([...lasting, new ApiError('unknown')].every((error) => !error.passing));
  });

  it('is a proxy that answers in the place of the assistant', async () => {
    const access = await api.open('');
    const answers = ['<h1>Log in</h1>', '{"status": "ok"}', 'null', '{"berichten": {}}'];
    for (const answer of answers) {
      assistant.next('read', instead(200, answer));
      assert.equal((await failure(api.history(access))).status, 502, answer);
    }
    assistant.next('open', instead(201, '{"berichten": []}'), instead(201, '{"berichten": [], "id": "een"}'));
    assert.equal((await failure(api.open(''))).status, 502);
    assert.equal((await failure(api.open(''))).status, 502);
    assistant.next('remove', instead(200, '<h1>Log in</h1>'));
    assert.equal((await failure(api.remove(access))).status, 502);
    assert.equal(assistant.conversations.size, 1);
    assistant.next('say', async () => {
      const headers = { 'Content-Type': 'application/problem+json' };
      return new Response('half', { status: 503, headers });
    });
    assert.equal((await failure(api.say(access, { tekst: 'Hallo' }, 'k'))).status, 502);
  });
});

describe('opening', () => {
  it('is tried again when the assistant is there after all', async () => {
    assistant.next('open', unreachable);
    assert.ok((await api.open('')).id);
    assert.deepEqual(assistant.made(), ['open', 'script', 'open']);
  });

  it('tells a site that is refused from an assistant that is away', async () => {
    assistant.next('open', unreachable, unreachable);
    assert.equal((await failure(api.open(''))).kind, 'refused');
    assistant.next('open', unreachable);
    assistant.next('script', unreachable);
    assert.equal((await failure(api.open(''))).kind, 'network');
    assert.deepEqual(assistant.made(3), ['open', 'script']);
  });

  it('does not take a visitor without internet for a site that is refused', async () => {
    browser.online = false;
    assistant.next('open', unreachable);
    assert.equal((await failure(api.open(''))).kind, 'offline');
    assert.deepEqual(assistant.made(), ['open']);
  });

  it('keeps what else went wrong the second time', async () => {
    assistant.next('open', unreachable, refused(429));
    assert.equal((await failure(api.open(''))).status, 429);
  });
});

describe('the rest', () => {
  it('counts a conversation that is gone as deleted', async () => {
    await api.remove(accessTo('nergens'));
    assistant.next('remove', refused(401));
    assert.equal((await failure(api.remove(accessTo('nergens')))).status, 401);
  });

  it('fetches a document with the name the server gives it, if that may be read', async () => {
    const access = await api.open('');
    const url = `/v1/gesprekken/${access.id}/documenten/d1`;
    const link = { id: 'd1', titel: 'Plan', type: 'application/pdf', url };
    const headers = { 'Content-Disposition': 'attachment; filename="plan.pdf"' };
    assistant.next('document', async () => new Response('inhoud', { headers }), instead(200, 'inhoud'));
    assert.equal((await api.document(access, link)).name, 'plan.pdf');
    const nameless = await api.document(access, link);
    assert.equal(nameless.name, '');
    assert.equal(await nameless.file.text(), 'inhoud');
  });
});
