import { HOST, type OracleCase } from './oracle-case.ts';

const little = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
const big = (text: string): Buffer => little(text).swap16();
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const utf32 = (text: string): Buffer =>
  Buffer.concat(Array.from(`\ufeff${text}`, (sign) => Buffer.from([sign.charCodeAt(0), 0, 0, 0])));
const DEEP = 'services:\n  app:\n    image: app\n    network_mode: ${MODE:-bridge}\n';
const WITH_FILE = `${DEEP}    env_file: [app.env]\n`;

/** Files by their bytes: marks, other encodings, ends of lines. */
export const ENCODED_CASES: readonly OracleCase[] = [
  ...(
    [
      ['UTF-8 with its mark', `\ufeff${HOST}`],
      ['UTF-8 with its mark, CRLF', `\ufeff${HOST.replaceAll('\n', '\r\n')}`],
      ['UTF-8 with its mark twice', `\ufeff\ufeff${HOST}`],
      ['CRLF', HOST.replaceAll('\n', '\r\n')],
      ['carriage returns alone', HOST.replaceAll('\n', '\r')],
      ['mixed ends of lines', HOST.replace('\n', '\r\n').replace('app:\n', 'app:\r')],
      ['UTF-16, little end first', little(HOST)],
      ['UTF-16, big end first', big(HOST)],
      ['UTF-16 without its mark', little(HOST).subarray(2)],
      ['UTF-16, cut in a character', little(HOST).subarray(0, -1)],
      ['UTF-32', utf32(HOST)],
      ['Latin 1', latin1(`# \u00e9\n${HOST}`)],
      ['a NUL', `${HOST}# \u0000\n`],
    ] as const
  ).map(([name, text]) => ({ name, files: { 'compose.yaml': text } })),
  ...(
    [
      ['UTF-8 with its mark', '\ufeffMODE=host\n'],
      ['CRLF', 'MODE=host\r\nX=1\r\n'],
      ['carriage returns alone', 'X=1\rMODE=host\r'],
      ['UTF-16', little('MODE=host\n')],
      ['Latin 1', latin1('# \u00e9\nMODE=host\n')],
    ] as const
  ).flatMap(([name, text]) => [
    { name: `.env: ${name}`, files: { 'compose.yaml': DEEP, '.env': text } },
    { name: `env_file: ${name}`, files: { 'compose.yaml': WITH_FILE, 'app.env': text } },
    {
      name: `.env of an include: ${name}`,
      files: { 'compose.yaml': 'include: [in/compose.yaml]\n', 'in/compose.yaml': DEEP, 'in/.env': text },
    },
  ]),
  { name: '.env is a folder', files: { 'compose.yaml': DEEP, '.env/x': '' } },
  {
    name: 'env_file is a folder',
    files: { 'compose.yaml': WITH_FILE, 'app.env/x': '' },
  },
];
