import { desktopPorts, freshSecrets, openExternal } from './desktop.ts';

const holder = window as { ddClient?: unknown };
afterEach(() => {
  delete holder.ddClient;
});

describe('desktopPorts', () => {
  it('says in one sentence that this is not Docker Desktop', () => {
    expect(() => desktopPorts()).toThrow('works inside Docker Desktop only');
  });

  it('has no service where the extension runs without one', () => {
    holder.ddClient = {
      docker: { cli: { exec: jest.fn() } },
      extension: { image: 'x' },
      host: { platform: 'linux' },
    };
    expect(desktopPorts().service).toBeNull();
  });

  it('opens pages through Desktop', () => {
    const open = jest.fn();
    holder.ddClient = { host: { openExternal: open } };
    openExternal('https://example.com/');
    expect(open).toHaveBeenCalledWith('https://example.com/');
  });
});

it('freshSecrets are of the right form and never the same', () => {
  const [a, b] = [freshSecrets(), freshSecrets()];
  expect(a.token).toMatch(/^[0-9a-f]{64}$/);
  expect(a.run).toMatch(/^[a-z0-9]{4,32}$/);
  expect(a.token).not.toBe(b.token);
  expect(a.run).not.toBe(b.run);
});
