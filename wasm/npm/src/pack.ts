import type { Fields } from "./given.js";

const NOTHING = 0xffff_ffff;

const encoder = new TextEncoder();

/** As many bytes as these fields can take, each with its length before it. */
export function roomFor(fields: Fields): number {
  const most = (field: Fields[number]) => (typeof field === "number" ? 8 : (field?.length ?? 0) * (typeof field === "string" ? 3 : 1));
  return fields.reduce<number>((sum, field) => sum + 4 + most(field), 0);
}

/**
 * Writes fields into memory from `start` on, each with its length before it, and says how many bytes they took. What is
 * absent has a length that none has.
 */
export function write(fields: Fields, memory: ArrayBuffer, start: number): number {
  const view = new DataView(memory);
  let at = start;
  for (const field of fields) {
    const begin = at + 4;
    at = begin;
    if (typeof field === "number") {
      view.setFloat64(at, field, true);
      at += 8;
    } else if (typeof field === "string") {
      const { read, written } = encoder.encodeInto(field, new Uint8Array(memory, at));
      if (read < field.length) throw new RangeError("no room");
      at += written;
    } else if (field) {
      new Uint8Array(memory).set(field, at);
      at += field.length;
    }
    view.setUint32(begin - 4, field === undefined ? NOTHING : at - begin, true);
  }
  return at - start;
}

/** Fields as one. */
export function pack(fields: Fields): Uint8Array {
  const packed = new Uint8Array(roomFor(fields));
  return packed.subarray(0, write(fields, packed.buffer as ArrayBuffer, 0));
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
