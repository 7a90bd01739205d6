import { withClient } from './html.ts';

const SCRIPT = '<script src="/__standin/client.js"></script>';

describe('withClient', () => {
  it.each([
    [
      '<!doctype html><html><head lang="x"><script type="module" src="a.js">',
      `<!doctype html><html><head lang="x">${SCRIPT}<script type="module" src="a.js">`,
    ],
    ['<!doctype html><header>x</header>', `<!doctype html>${SCRIPT}<header>x</header>`],
    ['<p>x', `${SCRIPT}<p>x`],
  ])('puts the script first in %s', (html, expected) => {
    expect(withClient(html)).toBe(expected);
  });

  const policy = (text: string) => `<head><meta http-equiv="Content-Security-Policy" content="${text}">`;
  it.each([
    ["default-src 'none'; img-src data:", "default-src 'none'; img-src data:; connect-src 'self'"],
    ["default-src 'self'", "default-src 'self'"],
    ["default-src 'self'; connect-src 'none'", "default-src 'self'; connect-src 'self'"],
    ['connect-src https://a.example', "connect-src https://a.example 'self'"],
    ['connect-src *', 'connect-src *'],
    ["script-src 'self'", "script-src 'self'"],
  ])('lets its own requests through the policy %s', (before, after) => {
    expect(withClient(policy(before))).toBe(policy(after).replace('<head>', `<head>${SCRIPT}`));
  });
});
