// A store for processes of one machine: a file for each name, and a folder as the lock, which only one can make. For tests: it is
// not durable, and a process that dies within it leaves its lock.

import { mkdir, readFile, rename, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

export class FolderStore {
  constructor(folder) {
    this.folder = folder;
  }

  async load(name) {
    return (await this.#read(name))?.record;
  }

  async swap(name, { record, expectedVersion, version }) {
    const lock = join(this.folder, `${name}.lock`);
    for (;;) {
      try {
        await mkdir(lock);
        break;
      } catch (error) {
        if (error.code !== "EEXIST") throw error;
        await setTimeout(5);
      }
    }
    try {
      if (((await this.#read(name))?.version ?? 0) !== expectedVersion) return false;
      const written = join(this.folder, `${name}.new`);
      await writeFile(written, JSON.stringify({ record, version }), { mode: 0o600 });
      await rename(written, join(this.folder, name));
      return true;
    } finally {
      await rmdir(lock);
    }
  }

  async #read(name) {
    try {
      return JSON.parse(await readFile(join(this.folder, name), "utf8"));
    } catch (error) {
      if (error.code === "ENOENT") return undefined;
      throw error;
    }
  }
}
