import { readFile } from 'node:fs/promises';

const root = new URL('../../', import.meta.url);
const text = (name: string): Promise<string> => readFile(new URL(name, root), 'utf8');

/** Returns the WCAG contrast of two colours (WCAG 2.2, "contrast ratio"). */
function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [r = 0, g = 0, blue = 0] = [1, 3, 5]
      .map((i) => parseInt(hex.slice(i, i + 2), 16) / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

describe('the files an installation reads', () => {
  it('metadata.json has the keys Docker Desktop knows and no obsolete ones', async () => {
    const metadata = JSON.parse(await text('metadata.json')) as Record<string, unknown>;
    expect(Object.keys(metadata)).toEqual(['icon', 'ui', 'vm', 'host']);
    expect(metadata).toMatchObject({
      icon: 'icon.svg',
      vm: { composefile: 'docker-compose.yaml', exposes: { socket: 'hostnet.sock' } },
      ui: { 'dashboard-tab': { backend: { socket: 'hostnet.sock' } } },
    });
  });

  it('docker-compose.yaml gives the service nothing beyond what it needs', async () => {
    const compose = (await text('docker-compose.yaml')).replace(/^\s*#.*$/gm, '');
    expect(compose).toMatch(/cap_drop:\s+- ALL/);
    expect(compose).toMatch(/no-new-privileges:true/);
    expect(compose).toMatch(/read_only: true/);
    expect(compose).not.toMatch(/cap_add|privileged:\s*true|docker\.sock|ports:|network_mode|devices|\bpid:/);
  });

  it('icon.svg is visible on both backgrounds of Docker Desktop', async () => {
    const fill = /fill="(#[0-9a-f]{6})"/.exec(await text('icon.svg'))?.[1] ?? '';
    for (const background of ['#f4f4f6', '#202c33', '#ffffff'])
      expect(contrast(fill, background)).toBeGreaterThanOrEqual(3);
  });
});
