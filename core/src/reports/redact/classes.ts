/**
 * What a field of the report holds, which decides what becomes of it when the report leaves.
 * `keep`: enumerations, codes, numbers, flags. `text`: sentences of our own that may name things. `foreign`: words of the
 * engine, a log or the system. All others name one thing, and get a token for each distinct value.
 */
export const FIELD_CLASSES = [
  'keep',
  'text',
  'foreign',
  'time',
  'address',
  'mac',
  'interface',
  'container',
  'links',
  'image',
  'process',
  'user',
  'path',
  'endpoint',
  'network',
  'network-mode',
  'project',
  'service',
  'variable',
  'id',
  'lane-id',
  'vantage',
] as const;
export type FieldClass = (typeof FIELD_CLASSES)[number];

/** What a token stands for. */
export type TokenClass =
  | 'address'
  | 'mac'
  | 'interface'
  | 'container'
  | 'image'
  | 'process'
  | 'user'
  | 'path'
  | 'endpoint'
  | 'network'
  | 'project'
  | 'service'
  | 'variable'
  | 'id'
  | 'host'
  | 'url'
  | 'email'
  | 'secret'
  | 'word';

/** Plural names of what was removed, for people. */
export const TOKEN_CLASS_NAMES: Readonly<Record<TokenClass, string>> = {
  address: 'IP addresses',
  mac: 'MAC addresses',
  interface: 'interface names',
  container: 'container names',
  image: 'image names',
  process: 'process names',
  user: 'user names',
  path: 'paths',
  endpoint: 'engine addresses',
  network: 'network names',
  project: 'project names',
  service: 'service names',
  variable: 'environment variable names',
  id: 'container and node ids',
  host: 'host names',
  url: 'web addresses',
  email: 'mail addresses and logins',
  secret: 'passwords, keys and long codes',
  word: 'words of error texts and logs',
};
