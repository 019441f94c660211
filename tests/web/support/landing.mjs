// The client's side of the redirect: an HTTP listener on a loopback port that is registered (NATIVE-2).

import { createServer } from "node:http";

import { loopbackPorts } from "./simulator.mjs";

const LANDED = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Landed</title>
<link rel="icon" href="data:,"><h1>Landed</h1></html>`;

/** Listens on the first registered port that is free. */
export async function startLanding() {
  const waiting = [];
  const landings = [];
  const { server, port } = await listen((request, response) => {
    const { pathname } = new URL(request.url, "http://127.0.0.1");
    if (request.method !== "GET" || pathname !== "/callback") {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(LANDED);
    landings.push(`http://127.0.0.1:${port}${request.url}`);
    waiting.splice(0).forEach((resolve) => resolve());
  });
  return {
    redirectUri: `http://127.0.0.1:${port}/callback`,
    /** The next landing URL, whole, as the browser asked for it. */
    async next(timeout = 10_000) {
      const late = AbortSignal.timeout(timeout);
      while (landings.length === 0) {
        await new Promise((resolve, reject) => {
          waiting.push(resolve);
          late.addEventListener("abort", () => reject(new Error(`no landing within ${timeout} ms`)));
        });
      }
      return landings.shift();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

async function listen(handler) {
  for (const port of loopbackPorts) {
    const server = createServer(handler);
    const free = await new Promise((resolve, reject) => {
      server.once("error", (error) => (error.code === "EADDRINUSE" ? resolve(false) : reject(error)));
      server.listen({ port, host: "127.0.0.1", exclusive: true }, () => resolve(true));
    });
    if (free) return { server, port };
  }
  throw new Error(`none of the ports ${loopbackPorts} is free`);
}
