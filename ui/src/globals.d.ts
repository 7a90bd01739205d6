/** Version of the extension, put in by Vite's `define` (ui/package.json). */
declare const __HOSTNET_VERSION__: string;
