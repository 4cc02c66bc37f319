/** Numbers things in the order in which it is asked about them, so that a key can name them. */
export function numbering(): (thing: object) => number {
  const numbers = new Map<object, number>();
  return (thing) => {
    const number = numbers.get(thing) ?? numbers.size;
    numbers.set(thing, number);
    return number;
  };
}

/** Tells whether a key is given for the first time: a walk through recursive types has to end. */
export function firstTime(): (key: string) => boolean {
  const given = new Set<string>();
  return (key) => {
    const isFirst = !given.has(key);
    given.add(key);
    return isFirst;
  };
}
