import { checkLabels } from './labels.ts';

const complete: Record<string, string> = {
  'org.opencontainers.image.title': 'Tool',
  'org.opencontainers.image.description': 'd',
  'org.opencontainers.image.vendor': 'v',
  'com.docker.desktop.extension.api.version': '>= 0.3.4',
  'com.docker.desktop.extension.icon': 'https://example.com/i.svg',
  'com.docker.extension.screenshots': '[{"alt":"a","url":"https://example.com/a.png"}]',
  'com.docker.extension.detailed-description': 'dd',
  'com.docker.extension.publisher-url': 'https://example.com',
  'com.docker.extension.changelog': 'c',
  'com.docker.extension.additional-urls': '[{"title":"t","url":"https://example.com"}]',
  'com.docker.extension.categories': 'networking,utility-tools',
};

describe('checkLabels', () => {
  it('has nothing to say about a complete set', () => {
    expect(checkLabels('x', complete)).toEqual({ title: 'Tool', warnings: [] });
  });

  it('refuses an image without the API version', () => {
    expect(() => checkLabels('x', { ...complete, 'com.docker.desktop.extension.api.version': ' ' })).toThrow(
      /no label com\.docker\.desktop\.extension\.api\.version/,
    );
  });

  it('refuses a title with the word "extension"', () => {
    expect(() => checkLabels('x', { ...complete, 'org.opencontainers.image.title': 'My Extension' })).toThrow(
      /refuses titles/,
    );
  });

  it.each(Object.keys(complete).filter((label) => !label.endsWith('api.version')))(
    'warns of a missing %s',
    (label) => {
      const { warnings } = checkLabels('x', { ...complete, [label]: '' });
      expect(warnings).toEqual([`label ${label} is missing or empty.`]);
    },
  );

  it.each([
    ['com.docker.extension.categories', 'networking,ai', /"ai", which is no Marketplace category/],
    ['com.docker.extension.screenshots', 'https://example.com/a.png', /JSON array/],
    ['com.docker.extension.additional-urls', '[{"title":"t","url":"no url"}]', /JSON array/],
    ['com.docker.desktop.extension.api.version', '0.3.0', /exact version/],
  ])('warns of a wrong %s', (label, value, expected) => {
    const { warnings } = checkLabels('x', { ...complete, [label]: value });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(expected);
  });
});
