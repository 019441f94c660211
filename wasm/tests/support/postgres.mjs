// A PostgreSQL server of a test's own.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** The folder of its programs: Debian has them outside of the path. */
async function programs() {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? await readdir(debian) : [];
  const folders = [...process.env.PATH.split(delimiter), ...versions.map((version) => join(debian, version, "bin"))];
  const found = folders.find((folder) => existsSync(join(folder, "initdb")));
  if (!found) throw new Error("PostgreSQL's programs are not on this machine");
  return found;
}

/** Starts one; `host` is the folder of its socket. */
export async function startPostgres() {
  const bin = await programs();
  const host = await mkdtemp(join(tmpdir(), "gws-auth-postgres-"));
  const isRoot = process.geteuid?.() === 0;
  // It refuses root.
  if (isRoot) execFileSync("chown", ["postgres", host]);
  const run = (program, ...rest) => {
    const command = [...(isRoot ? ["runuser", "-u", "postgres", "--"] : []), join(bin, program), "-D", join(host, "data"), ...rest];
    execFileSync(command[0], command.slice(1), { cwd: "/", stdio: ["ignore", "ignore", "inherit"] });
  };
  run("initdb", "-A", "trust", "-U", "gws");
  run("pg_ctl", "-w", "-o", `-k ${host} -c listen_addresses= -c synchronous_commit=off`, "-l", join(host, "log"), "start");
  return {
    settings: { host, user: "gws", database: "postgres" },
    stop: async () => {
      run("pg_ctl", "-m", "immediate", "stop");
      await rm(host, { recursive: true });
    },
  };
}
