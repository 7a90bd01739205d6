import { block, code, link, prose } from './escape.ts';

describe('prose', () => {
  it.each([
    ['a|b', String.raw`a\|b`],
    ['`x` *y* _z_ ~s~', String.raw`\`x\` \*y\* \_z\_ \~s\~`],
    ['<img src=x onerror=1>', '&lt;img src=x onerror=1&gt;'],
    ['[a](http://b)', String.raw`\[a\](http://b)`],
    ['one\ntwo', 'one two'],
    ['@someone #12', '@<!-- -->someone #<!-- -->12'],
    ['1. first', String.raw`1\. first`],
    ['- item', String.raw`\- item`],
    ['&lt;', '&amp;lt;'],
    ['\u001b[2J', String.raw`\\u001b\[2J`],
  ])('%j', (text, expected) => {
    expect(prose(text)).toBe(expected);
  });
});

describe('code', () => {
  it.each([
    ['web', '`web`'],
    ['a|b', String.raw`${'`'}a\|b${'`'}`],
    ['a`b', '``a`b``'],
    ['`a', '`` `a ``'],
    ['a\nb', String.raw`${'`'}a\nb${'`'}`],
  ])('%j', (text, expected) => {
    expect(code(text)).toBe(expected);
  });
});

it('block cannot be left by its content', () => {
  expect(block('a ```` b\n```')).toBe('`````\na ```` b\\n```\n`````');
});

it('link encodes what could end it, and drops an address that is not http', () => {
  expect(link('HN1', 'https://e.com/a(b) "c"')).toBe('[HN1](https://e.com/a%28b%29%20%22c%22)');
  expect(link('HN1', 'javascript:alert(1)')).toBe('HN1');
});
