// The simulator of IR, as a program of its own on a free port.

import assert from "node:assert/strict";

import { printed, start, stop } from "./children.mjs";
import { simulatorBin } from "./programs.mjs";

/** Its test data, as its overview lists it. */
export const users = {
  plain: { id: "jsmith", password: "Kowhai-1" },
  twoStep: { id: "twostep", password: "Pohutukawa-2", code: "204816" },
};
export const clients = {
  cloud: { id: "SmartCloud_Payroll", secret: "simulator-Cloud-Secret-1", name: "SmartCloud Payroll" },
  native: { id: "SmartSoftware_SmartPay", secret: "simulator-Native-Secret-1", name: "SmartSoftware SmartPay" },
};
/** The loopback ports that both clients have registered (NATIVE-2). */
export const loopbackPorts = [49711, 49712, 49713, 49714, 49715];

export async function startSimulator() {
  const child = start(simulatorBin(), ["--port", "0"]);
  child.stderr.resume();
  const [, base] = await printed(child, "stdout", /base URL\s+(http:\/\/127\.0\.0\.1:\d+)\s/);
  child.stdout.resume();

  const ask = async (path, body) => {
    const response = await fetch(base + path, {
      ...(body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(5_000),
    });
    assert.ok(response.ok, `${path} answers ${response.status}`);
    return response.json();
  };
  return {
    base,
    /** What really happened. */
    counters: () => ask("/simulator/counters"),
    /** The next login of this user with this client asks for consent again (AUTHZ-10). */
    forgetConsent: (user, client) =>
      ask("/simulator/consents/revoke", { user: user.id, client_id: client.id }),
    stop: () => stop(child),
  };
}
