/** Equality of traits: plain data, compared by value. Written out because it is asked for every trait of every object. */

/** Whether two pieces of plain data are the same, keys in any order. */
export function equal(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one)) {
    return Array.isArray(other) && one.length === other.length && one.every((item, place) => equal(item, other[place]));
  }
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => key in other && equal(one[key as keyof typeof one], other[key as keyof typeof other]))
  );
}
