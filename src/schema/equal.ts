/** Equality of traits: plain data, compared by value. Written out because it is asked for every trait of every object. */

/** Whether two pieces of plain data are the same, keys in any order. */
export function equal(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one)) {
    if (!Array.isArray(other) || one.length !== other.length) return false;
    for (let place = 0; place < one.length; place += 1) if (!equal(one[place], other[place])) return false;
    return true;
  }
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  for (const key of keys) {
    if (!(key in other && equal(one[key as keyof typeof one], other[key as keyof typeof other]))) return false;
  }
  return true;
}
