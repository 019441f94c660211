// The entry of the package that is tested: `gws-auth`, unless another one is taken.

export let gws;
export let explaining;

/** Takes these from here on: an entry, and `gws-auth/explain`. */
export function take(entry, explain) {
  gws = entry;
  explaining = explain;
}
