// What `npm run docs` writes, as path and text.
import { scenarioJsonSchema } from './json-schema.ts';
import { scenarioMarkdown } from './markdown.ts';

export function scenarioDocs(): readonly (readonly [path: string, text: string])[] {
  const schema = scenarioJsonSchema();
  return [
    ['docs/scenario.schema.json', `${JSON.stringify(schema, undefined, 2)}\n`],
    ['docs/SCENARIO.md', scenarioMarkdown(schema)],
  ];
}
