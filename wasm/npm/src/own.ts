/** Makes the error about an argument; `unknown` where its name is none. */
export type Fail = (argument: string, wrong: string, unknown: boolean) => Error;

/** For what reads no module, and has no errors of ours. */
export const asTypeError: Fail = (argument, wrong) => new TypeError(`\`${argument}\` ${wrong}`);

/**
 * A copy of options that no module reads, checked: each is `name:type` in `list`, or `name?:type` where it may be left out; `any` is every type.
 * Only own properties are read, `null` and `undefined` leave an option out, and a name that is not known fails.
 */
export function own<T extends object>(options: T | undefined, list: string, fail: Fail): T {
  if (typeof options !== "object" || options === null) throw fail("options", "must be an object", false);
  const copy = Object.assign(Object.create(null), options) as Record<string, unknown>;
  const left = new Set(Object.keys(copy));
  for (const token of list.split(" ")) {
    const [, name, optional, type] = /^(\w+)(\??):(\w+)$/.exec(token) as unknown as [string, string, string, string];
    left.delete(name);
    const value = copy[name] ?? undefined;
    const fits = value === undefined ? optional : type === "any" || typeof value === type;
    if (!fits) throw fail(name, type === "any" ? "is missing" : `must be a${type === "object" ? "n" : ""} ${type}`, false);
    if (value === undefined) delete copy[name];
  }
  for (const name of left) throw fail(name, "is no option", true);
  return copy as T;
}
