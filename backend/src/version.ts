/** Version of the service, as in backend/package.json (a unit test holds the two together). */
export const VERSION = '0.1.0';
