#!/usr/bin/env node
// Stands for the system's browser: writes down how it was started, and ends. The test walks the real one there.

import { renameSync, writeFileSync } from "node:fs";

const { FAKE_BROWSER_NOTE: note, ...environment } = process.env;
writeFileSync(`${note}.part`, JSON.stringify({ arguments: process.argv.slice(2), environment }), { mode: 0o600 });
renameSync(`${note}.part`, note);
