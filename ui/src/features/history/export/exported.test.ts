import { desktopReport } from '@hostnet/core/testing';
import { FORMATS, leavingView } from './exported.ts';

describe('what leaves', () => {
  const telling = desktopReport({ summary: 'shop-db is deaf.', banners: ['see /home/jane/x'] });

  it.each(FORMATS.map(({ format }) => format))('is redacted as %s, and says what was removed', (format) => {
    const view = leavingView(telling, format);
    expect(view.text).not.toMatch(/jane|192\.0\.2\.20/);
    expect(view.removed.join('\n')).toMatch(/IP addresses: \d+, in \d+ places/);
    expect(view.size).toMatch(/^[\d.]+ kB$/);
    expect(view.use).not.toBe('');
  });
});
