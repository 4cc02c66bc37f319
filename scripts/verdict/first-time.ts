/** Gives each object a number, so that it can be part of a string key. */
export function numbering(): (thing: object) => number {
  const numbers = new Map<object, number>();
  return (thing) => {
    const number = numbers.get(thing) ?? numbers.size;
    numbers.set(thing, number);
    return number;
  };
}

/** Returns a function that is true the first time it gets a key, so that a walk of recursive types ends. */
export function firstTime(): (key: string) => boolean {
  const given = new Set<string>();
  return (key) => {
    const isFirst = !given.has(key);
    given.add(key);
    return isFirst;
  };
}
