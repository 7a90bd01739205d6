/**
 * What a terminal needs only after its container is on the way: readers that load schemas, and renderers. Imported
 * dynamically, so that loading them runs beside the container's start.
 */
export { parseEventLine } from './protocol/encode.ts';
export { warmUpParser } from './protocol/warm-up.ts';
export { containerFactsFrom } from './facts/container-json.ts';
export { renderJson } from './show/json.ts';
export { renderMarkdown } from './show/markdown.ts';
export { renderText } from './show/text.ts';
export { HostFacts } from './model/facts.ts';
