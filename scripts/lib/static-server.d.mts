// Types of static-server.mjs for the browser journeys.
export function serve(options: {
  readonly folder: string;
  readonly port?: number;
  readonly mount?: string;
  readonly tries?: number;
}): Promise<{ readonly url: string; readonly port: number; readonly close: () => Promise<void> }>;
