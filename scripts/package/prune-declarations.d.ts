/** Removes the declarations that nobody can reach from these modules. */
export declare function pruneDeclarations(folder: string, roots: readonly string[]): Promise<void>;
