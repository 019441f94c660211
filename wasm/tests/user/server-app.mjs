import { randomUUID } from "node:crypto";

import { GwsAuthError, initialize } from "gws-auth";
import { exchange, login } from "gws-auth/flow";

import { disconnect } from "./disconnect.mjs";

/** So many logins may be under way in one browser: a tab each. */
const TABS = 8;

const escape = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
const again = '<form action="/login" method="post"><button>Connect to myIR</button></form>';
const page = (status, title, text, form = "") => {
  const body = `<!doctype html><html lang="en"><title>${escape(title)}</title><h1>${escape(title)}</h1><p>${escape(text)}</p>${form}</html>`;
  return { status, body, headers: { "Content-Type": "text/html; charset=utf-8" } };
};
const go = (Location) => ({ status: 303, body: "", headers: { Location } });

/** A handler for `createServer` of `node:http`. `redirectUri` is that of this program's own `/return`. */
export async function serverApp({ client, redirectUri }) {
  await initialize();
  const { environment, clientId } = client;
  // A program with more than one process keeps these where all of them see them.
  const users = new Map();

  /** What is kept of the one whose browser this is: found by his cookie, never by what a URL says. */
  function userOf(request) {
    const id = /(?:^|; )user=([^;]*)/.exec(request.headers.cookie ?? "")?.[1];
    if (users.has(id)) return { user: users.get(id) };
    const [name, user] = [randomUUID(), { pending: new Map() }];
    users.set(name, user);
    // Lax: the cookie comes along when myIR sends the browser back, not with another site's forms. Behind HTTPS add `Secure`.
    return { user, cookie: `user=${name}; HttpOnly; SameSite=Lax; Path=/` };
  }

  function home({ tokens }) {
    const disconnect = '<form action="/disconnect" method="post"><button>Disconnect</button></form>';
    if (tokens) return page(200, "Connected", "This program may file your returns.", disconnect);
    return page(200, "Not connected", "Connect this program to myIR.", again);
  }

  function begin({ pending }) {
    const begun = login({ environment, clientId, redirectUri });
    pending.set(begun.state, begun.pending);
    if (pending.size > TABS) pending.delete(pending.keys().next().value);
    return go(begun.url);
  }

  async function landed(user, landing) {
    // Of this user's logins the one of this tab. It is taken out before the code is sent: a page that is loaded again sends nothing.
    const state = landing.searchParams.get("state");
    const pending = user.pending.get(state);
    user.pending.delete(state);
    if (pending === undefined) {
      if (user.tokens) return go("/");
      return page(400, "This login is over", "It was finished already, took too long, or began in another browser.", again);
    }
    const sent = await exchange({ pending, landing, client });
    switch (sent.outcome) {
      case "granted":
        user.tokens = sent.granted;
        // The address with the code is not one to stay at.
        return go("/");
      case "refused":
        return page(403, sent.refused.meaning, sent.refused.advice, again);
      case "unreadable":
        return page(502, "No sense in the answer", sent.unreadable.advice, again);
      default:
        return page(504, "No answer", sent.lost.advice, again);
    }
  }

  async function leave(user) {
    const { tokens } = user;
    delete user.tokens;
    if (!tokens) return go("/");
    const { ok, title, text } = await disconnect({ client, tokens });
    return page(ok ? 200 : 502, title, text, again);
  }

  return async (request, response) => {
    const { user, cookie } = userOf(request);
    const url = new URL(request.url, redirectUri);
    let answer;
    try {
      const route = `${request.method} ${url.pathname}`;
      if (route === "GET /") answer = home(user);
      else if (route === "POST /login") answer = begin(user);
      else if (route === "GET /return") answer = await landed(user, url);
      else if (route === "POST /disconnect") answer = await leave(user);
      else answer = page(404, "Nothing is here", url.pathname);
    } catch (error) {
      // What came back is no landing of this login.
      if (!(error instanceof GwsAuthError)) throw error;
      answer = page(400, "This login cannot go on", error.message, again);
    }
    // No page with an address that holds a code is kept, or told to the next one.
    const safe = { "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "Content-Security-Policy": "default-src 'none'" };
    response.writeHead(answer.status, { ...safe, ...answer.headers, ...(cookie && { "Set-Cookie": cookie }) }).end(answer.body);
  };
}
