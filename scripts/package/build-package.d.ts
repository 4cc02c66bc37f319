/** Fills an empty folder with what is published of `src/`. */
export declare function buildPackage(folder: string): Promise<void>;
