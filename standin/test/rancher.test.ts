import { jest } from '@jest/globals';
import { useStandin } from './harness.ts';
import './page-types.ts';
import { until } from './support.ts';

jest.setTimeout(120_000);

const tab = useStandin('one page', { profile: 'rancher', prefix: '/' });

const exec = (target: 'host' | 'docker', cmd: string, args: string[]) =>
  tab.page.evaluate(
    async ([where, command, words]): Promise<Record<string, unknown>> => {
      const cli = where === 'host' ? window.ddClient.extension.host!.cli : window.ddClient.docker.cli;
      try {
        return { ...(await cli.exec(command, words)) };
      } catch (error) {
        return { rejected: error instanceof Error ? error.message : error };
      }
    },
    [target, cmd, args] as const,
  );

describe('the Rancher Desktop profile', () => {
  it('takes one pair of outer quotes off and uses no shell', async () => {
    const result = await exec('host', 'tool.sh', ['args', '"a b"', `'$HOME'`, `"'x'"`, '*', '$(id)', ';']);
    expect(result['stdout']).toBe(`[a b][$HOME]['x'][*][$(id)][;]`);
    expect(result).toMatchObject({ code: 0, signal: null });
  });

  it('takes docker’s formats with the quotes that Docker Desktop needs', async () => {
    expect((await exec('docker', 'version', ['--format', '"{{json .Server.Os}}"']))['stdout']).toBe(
      '"linux"\n',
    );
  });

  it('does so with a stream as well', async () => {
    const out = await tab.page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          let text = '';
          window.ddClient.extension.host!.cli.exec('tool.sh', ['args', '"a b"'], {
            stream: {
              onOutput: (data: { stdout?: string }) => (text += data.stdout ?? ''),
              onClose: () => resolve(text),
            },
          });
        }),
    );
    expect(out).toBe('[a b]');
  });

  it('rejects with the result itself, without "killed"', async () => {
    const { rejected } = await exec('host', 'tool.sh', ['fail', '3']);
    expect(rejected).toMatchObject({ code: 3, signal: null, stdout: 'out\n', stderr: 'err\n' });
    expect(rejected).not.toHaveProperty('killed');
  });

  it('reports an end by signal as an error', async () => {
    await tab.page.evaluate(() => {
      window.seen = [];
      const process = window.ddClient.extension.host!.cli.exec('tool.sh', ['wait'], {
        stream: {
          splitOutputLines: true,
          onOutput: () => process.close(),
          onError: (error: unknown) => window.seen?.push({ error }),
          onClose: (code: unknown) => window.seen?.push({ close: code }),
        },
      });
    });
    const seen = await until('the end is reported', () =>
      tab.page.evaluate(() => (window.seen?.length === 0 ? undefined : window.seen)),
    );
    expect(seen).toEqual([{ error: 'SIGTERM' }]);
  });

  it('has no navigation and no theme globals', async () => {
    const found = await tab.page.evaluate(() => [
      Object.keys(window.ddClient.desktopUI.navigate),
      typeof window.__ddMuiV5Themes,
      typeof window.__ddMuiV6Themes,
    ]);
    expect(found).toEqual([[], 'undefined', 'undefined']);
  });

  it('serves from the root when asked', () => {
    expect(new URL(tab.page.url()).pathname).toBe('/index.html');
  });
});
