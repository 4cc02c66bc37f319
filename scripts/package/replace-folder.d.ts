/** Makes a folder from scratch: while `fill` is at work, and where it fails, the old one stays. */
export declare function replaceFolder(
  folder: string,
  fill: (folder: string) => Promise<void>,
): Promise<void>;
