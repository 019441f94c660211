// Values as the vectors write them.

export const hex = (bytes) => Buffer.from(bytes).toString("hex");
export const unhex = (digits) => (digits === undefined ? undefined : new Uint8Array(Buffer.from(digits, "hex")));
export const repeated = (list) => list.map(([text, times]) => text.repeat(times)).join("");

/** Codes separated by spaces; none are absent. */
export const warnings = (list) => (list.length === 0 ? undefined : list.map(({ code }) => code).join(" "));
