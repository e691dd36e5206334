// Types of characters.mjs for its test.
export function usedCharacters(folder: string): string[];
