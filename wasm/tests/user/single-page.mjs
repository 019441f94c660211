import { GwsAuthError, initialize } from "gws-auth";
import { exchange, login } from "gws-auth/flow";

/** Served with the page: where the relay is, which adds the client's secret, and for which client. */
const { environment, clientId, redirectUri } = await (await fetch("/settings.json")).json();
const client = { environment, clientId, relayUrl: `${location.origin}/relay` };

/** A tab's own, and gone with it: two tabs that log in do not meet. */
const PENDING = "gws-pending";

function show(status, advice = "") {
  document.getElementById("status").textContent = status;
  document.getElementById("advice").textContent = advice;
}

function connect() {
  const { url, pending } = login({ environment, clientId, redirectUri });
  sessionStorage.setItem(PENDING, pending);
  location.assign(url);
}

/** The tokens of this page's life, or nothing. They are kept nowhere else: a page that is loaded again logs in again. */
async function landed() {
  const landing = location.href;
  // Taken out, and out of the address, before the code is sent: a page that is loaded again sends nothing.
  const pending = sessionStorage.getItem(PENDING);
  sessionStorage.removeItem(PENDING);
  history.replaceState(undefined, "", redirectUri);
  if (pending === null) return show("This login is over", "It was finished already, or began in another tab.");
  const sent = await exchange({ pending, landing, client });
  if (sent.outcome === "granted") {
    show("Connected");
    return sent.granted;
  }
  // What a refusal means is loaded when there is one.
  const { explain } = await import("gws-auth/explain");
  if (sent.outcome !== "refused") return show("No answer that makes sense", (sent.unreadable ?? sent.lost).advice);
  const { meaning, advice } = await explain(sent.refused);
  return show(meaning, advice);
}

await initialize();
document.getElementById("connect").addEventListener("click", connect);
try {
  if (location.search) await landed();
  else show("Not connected");
} catch (error) {
  if (!(error instanceof GwsAuthError)) throw error;
  await import("gws-auth/messages");
  show("This login cannot go on", error.code);
}
