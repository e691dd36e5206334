// Types of bundle.mjs for the browser journeys.
export function bundle(entry: string, watched?: readonly string[]): Promise<string>;
