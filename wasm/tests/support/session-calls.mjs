// What the vectors of sessions are in JavaScript: the calls, and walks through the steps of one worker.

import { repeated, unhex } from "./values.mjs";
import { gws } from "./entry.mjs";

/** The events that `Turn` takes, by their names in the vectors. */
const EVENTS = ["loaded", "stored", "not_stored", "not_sent", "no_reply", "waited", "reply"];

const swapped = ({ record, expectedVersion: expected_version, version } = {}) => ({ record, expected_version, version });

/** `NOW EVENT`, and what came with it: the event for `Turn`, and when. */
function happened(text) {
  const [, now, name, rest] = /^(\d+) (\w+)(?: ([^]*))?$/.exec(text);
  if (!EVENTS.includes(name)) throw new Error(`no event: ${text}`);
  const [, status, body] = name === "reply" ? /^(\d+) ([^]*)$/.exec(rest) : [undefined, undefined, rest];
  return [[EVENTS.indexOf(name), status && Number(status), body], Number(now)];
}

/** A step as the vectors write it. */
function said({ step, time, generation, text, swap, request }) {
  switch (step) {
    case "swap":
      return `swap ${swap.expectedVersion} ${swap.version} ${swap.record}`;
    case "send":
      return `send ${time} ${request.url} ${request.body}`;
    case "ask":
    case "discard":
      return `${step} ${request.url} ${request.body}`;
    case "wait":
      return `wait ${time}`;
    case "use":
      return `use ${generation} ${time} ${text}`;
    case "login_required":
      return `login_required ${text}`;
    default:
      return step;
  }
}

/** An event that is refused is a step, too. */
function next(turn, text) {
  try {
    return said(turn.next(...happened(text)));
  } catch (failure) {
    if (failure instanceof gws.GwsAuthError) return `error ${failure.code}`;
    throw failure;
  }
}

/** Each op: the arguments that it knows, and the call; with what `calls.mjs` has for all. */
export const sessions = ({ CLIENT, POLICY, client, policy, request }) => ({
  session_login: {
    knows: [...CLIENT, "access_token", "refresh_token", "expires_in", "sent_at", "before", "now", ...POLICY],
    run(given) {
      const { access_token: accessToken, refresh_token: refreshToken, expires_in: expiresIn, sent_at: sentAt, before, now } = given;
      const tokens = { accessToken, authorization: `Bearer ${accessToken}`, refreshToken, expiresIn, sentAt, warnings: [] };
      return { out: swapped(gws.sessionLogin({ client: client(given), tokens, before, now, policy: policy(given) })) };
    },
  },
  session_logout: {
    knows: [...CLIENT, "record", "now", ...POLICY],
    run(given) {
      const { record, now } = given;
      const { swap, request: revoke } = gws.sessionLogout({ client: client(given), record, now, policy: policy(given) });
      return { out: { ...swapped(swap), ...(revoke && request(revoke).out) } };
    },
  },
  session_reject: {
    knows: [...CLIENT, "record", "generation", "now"],
    run(given) {
      const { record, generation, now } = given;
      return { out: swapped(gws.sessionReject({ client: client(given), record, generation, now })) };
    },
  },
  session_facts: {
    knows: ["record", "record_repeat"],
    run({ record, record_repeat }) {
      const facts = gws.sessionFacts({ record: record ?? repeated(record_repeat) });
      const { clientId: client_id, accessExpiresAt: access_expires_at, refreshAt: refresh_at, storedAt: stored_at, ...others } = facts;
      return { out: { ...others, client_id, access_expires_at, refresh_at, stored_at } };
    },
  },
  session_walk: {
    knows: [
      ...[...CLIENT, "attempt_hex", "jitter", "settle", "back_off", "poll", "login_if_in_doubt", "introspect_first", ...POLICY],
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((place) => `event_${place}`),
    ],
    run(given) {
      const { settle, back_off: backOff, poll, login_if_in_doubt: loginIfInDoubt, introspect_first: introspectFirst } = given;
      const rules = { settle, backOff, poll, loginIfInDoubt, introspectFirst };
      const { attempt_hex, jitter = 0 } = given;
      const turn = new gws.Turn({ client: client(given), attempt: unhex(attempt_hex), jitter, policy: policy(given), rules });
      const out = {};
      for (let place = 1; given[`event_${place}`] !== undefined; place += 1) out[`step_${place}`] = next(turn, given[`event_${place}`]);
      return { out: { ...out, problem: turn.problem } };
    },
  },
});
