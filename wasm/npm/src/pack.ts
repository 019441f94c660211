import type { Fields } from "./given.js";

const NOTHING = 0xffff_ffff;

/** The bytes that fields take, each with its length before it. */
export function lengthOf(fields: Fields): number {
  return fields.reduce((sum, field) => sum + 4 + (field?.length ?? 0), 0);
}

/** Writes fields into memory from `at` on, each with its length before it; what is absent has a length that none has. */
export function write(fields: Fields, memory: ArrayBuffer, at: number): void {
  const bytes = new Uint8Array(memory);
  const view = new DataView(memory);
  for (const field of fields) {
    view.setUint32(at, field ? field.length : NOTHING, true);
    if (field) bytes.set(field, at + 4);
    at += 4 + (field?.length ?? 0);
  }
}

/** Fields as one. */
export function pack(fields: Fields): Uint8Array {
  const packed = new Uint8Array(lengthOf(fields));
  write(fields, packed.buffer as ArrayBuffer, 0);
  return packed;
}

/** The texts in a list of fields. */
export function unpack(list: Uint8Array): (string | undefined)[] {
  const view = new DataView(list.buffer, list.byteOffset, list.length);
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const texts = [];
  for (let at = 0; at < list.length; ) {
    const length = view.getUint32(at, true);
    at += 4;
    texts.push(length === NOTHING ? undefined : decoder.decode(list.subarray(at, (at += length))));
  }
  return texts;
}
