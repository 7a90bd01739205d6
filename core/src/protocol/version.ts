/** Version of the probe protocol. A probe refuses a spec of another version with exit code 2. */
export const PROTOCOL_VERSION = 1;
