/** Both transports, in the order people read them. The schema is in words.ts; this file loads none. */
export const TRANSPORTS = ['tcp', 'udp'] as const;
