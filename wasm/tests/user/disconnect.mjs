import { initialize, noReply, parseRevocation, revokeRequest } from "gws-auth";
import { send } from "gws-auth/fetch";

/**
 * Ends what a customer has connected, and gives what the customer is shown. The tokens are out of the store before: whatever comes back,
 * this program uses them no more.
 */
export async function disconnect({ client, tokens }) {
  await initialize();
  const { refreshToken, accessToken } = tokens;
  let failure;
  // First what new tokens are made with. The access token would work for hours yet.
  for (const [hint, token] of Object.entries({ refresh_token: refreshToken, access_token: accessToken })) {
    if (token === undefined) continue;
    const request = revokeRequest({ client, token, hint });
    const lost = (cause) => ({ ok: false, outcome: "lost", lost: noReply({ kind: request.kind, sent: true }), cause });
    const reply = await send(request).then(parseRevocation, lost);
    if (!reply.ok) failure ??= reply[reply.outcome];
  }
  if (!failure) return { ok: true, title: "Disconnected", text: "This program has no access to your myIR any more." };
  // `advice` is for whoever runs this program: what to do, and after `waitSeconds`. Revoking again does no harm.
  const text = "Inland Revenue did not confirm it: remove this program in myIR too.";
  return { ok: false, title: "Disconnected here", text, advice: failure.advice, waitSeconds: failure.waitSeconds };
}
