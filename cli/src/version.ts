declare const __HOSTNET_VERSION__: string | undefined;

/** Version of this build, from the root package.json; `0.0.0-dev` when run unbuilt. */
export const VERSION: string = typeof __HOSTNET_VERSION__ === 'string' ? __HOSTNET_VERSION__ : '0.0.0-dev';
