#!/usr/bin/env node
import { existsSync } from 'node:fs';

const bundle = new URL('../dist/hostnet.mjs', import.meta.url);
if (existsSync(bundle)) {
  await import(bundle.href);
} else {
  process.stderr.write('hostnet is not built yet: run "npm start" (or "npm run build") in the repository\n');
  process.exitCode = 2;
}
