import { send } from "gws-auth/fetch";
import { Sessions, sessionReject } from "gws-auth/session";

/** Calls a service for a session; `call(authorization)` gives a reply with its `status`. */
export async function callFor(name, client, store, call) {
  const sessions = new Sessions({ store, send });
  const access = await sessions.accessToken(name, client);
  if (access.outcome === "login_required") throw new Error(`${name} has to log in: ${access.reason}`);
  const reply = await call(access.authorization);
  if (reply.status !== 401) return reply;
  // The service takes this token no more: note that, and take the next one, once.
  const now = Math.floor(Date.now() / 1000);
  const { generation } = access;
  const swap = sessionReject({ client, record: await store.load(name), generation, now });
  if (swap) await store.swap(name, swap);
  const next = await sessions.accessToken(name, client);
  return next.outcome === "token" && next.generation !== generation ? call(next.authorization) : reply;
}
