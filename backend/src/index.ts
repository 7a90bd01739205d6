export { buildApp, type AppOptions } from './app.ts';
export type { RunSession } from './bridge/sessions.ts';
