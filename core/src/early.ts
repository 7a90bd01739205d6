/**
 * What a terminal needs before it knows what it is to do. A door of its own: who uses another one loads the schemas and the
 * checks with it, since a bundler splits by files and not by what is used of them.
 */
export { plain } from './words/plain.ts';
export { timeLimited } from './run/deadline.ts';
