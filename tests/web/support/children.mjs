// Programs that the tests start: each has a time-out, and none outlives the tests.

import { spawn } from "node:child_process";

const running = new Set();
const handles = (child) => [child, ...child.stdio];

/** Starts a program. It is killed when this process ends, and does not keep it from ending. */
export function start(program, args, options = {}) {
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "pipe"], ...options });
  running.add(child);
  child.once("close", () => running.delete(child));
  // One that ends before it has read its input is no concern of whoever writes it.
  child.stdin.on("error", () => {});
  child.stdout.setEncoding("utf8");
  child.stderr.setEncoding("utf8");
  for (const handle of handles(child)) handle.unref();
  return child;
}

/** Resolves with the exit status and everything that was printed. */
export function finish(child, { input = "", timeout = 15_000 } = {}) {
  return new Promise((resolve, reject) => {
    let stdout = "";
    let stderr = "";
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`${child.spawnfile} took more than ${timeout} ms\n${stdout}\n${stderr}`));
    }, timeout);
    child.stdout.on("data", (text) => (stdout += text));
    child.stderr.on("data", (text) => (stderr += text));
    child.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once("close", (status, signal) => {
      clearTimeout(timer);
      resolve({ status: status ?? signal, stdout, stderr });
    });
    child.stdin.end(input);
  });
}

/** Resolves with the first match of `pattern` in what `stream` prints. */
export function printed(child, stream, pattern, timeout = 10_000) {
  return new Promise((resolve, reject) => {
    let text = "";
    const done = (settle, value) => {
      clearTimeout(timer);
      child[stream].off("data", read);
      child.off("close", ended);
      child.off("error", ended);
      settle(value);
    };
    const read = (more) => {
      text += more;
      const match = pattern.exec(text);
      if (match) done(resolve, match);
    };
    const ended = () => done(reject, new Error(`${child.spawnfile} ended without ${pattern}\n${text}`));
    const timer = setTimeout(
      () => done(reject, new Error(`no ${pattern} within ${timeout} ms\n${text}`)),
      timeout,
    );
    child[stream].on("data", read);
    child.once("close", ended);
    child.once("error", ended);
  });
}

/** Ends a program and waits until it has gone. */
export async function stop(child) {
  if (!running.has(child)) return;
  // Now this process does wait for it.
  for (const handle of handles(child)) handle.ref();
  const gone = new Promise((resolve) => child.once("close", resolve));
  child.kill("SIGKILL");
  await gone;
}

process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));
// The test runner's own time-out ends this process with SIGTERM.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
