import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const version = (): string => {
  const text = readFileSync(new URL('package.json', import.meta.url), 'utf8');
  const parsed = JSON.parse(text) as { version: string };
  return parsed.version;
};

/** Docker Desktop loads the page from file://, so every address in the build is relative (Docker docs, extension UI). */
export const config = defineConfig({
  base: './',
  plugins: [react()],
  define: { __HOSTNET_VERSION__: JSON.stringify(version()) },
  build: { outDir: 'build', emptyOutDir: true, target: 'chrome120', chunkSizeWarningLimit: 900 },
  server: { port: 3000, strictPort: true },
});

export { config as default };
