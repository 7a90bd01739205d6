import type { Finding } from '@hostnet/core';
import type { PortChain, PortsEvent } from '@hostnet/core/listening';
import { chainView } from './chain.ts';
import { findingGroups } from './conflicts.ts';
import { nothing, portsReport, reach, row } from './fixture.ts';
import { afterRestart, portsText, restartWarning } from './guard.ts';
import { lanPorts } from './lan.ts';
import { lookOptions, reportOf } from './options.ts';

const link = (id: PortChain['links'][number]['id'], status: PortChain['links'][number]['status']) => ({
  ...{ id, title: id, status, sentence: `${id} is ${status}`, evidence: [] },
});

const chain = (over: Partial<PortChain> = {}): PortChain => ({
  ...{ schema: 'hostnet.port/1', port: 8080, transport: 'tcp', verdict: 'broken', broken: 'published' },
  ...{ sentence: 'web listens on port 80.', command: 'curl http://localhost:80' },
  links: [
    link('listener', 'ok'),
    link('published', 'broken'),
    link('owner', 'broken'),
    link('network', 'unknown'),
  ],
  ...over,
});

describe('a chain', () => {
  it('lights the first broken link alone and fades what comes after it', () => {
    const { links, end, title } = chainView(chain());
    expect(links.map(({ lit, faded }) => [lit, faded])).toEqual([
      [false, false],
      [true, false],
      [false, true],
      [false, true],
    ]);
    expect(end).toMatchObject({ word: 'Not reachable', tone: 'bad' });
    expect(title).toBe('Port 8080, TCP');
  });

  it('never takes unknown for fine', () => {
    const view = chainView(chain({ verdict: 'unknown', broken: null, links: [link('listener', 'unknown')] }));
    expect(view.links[0]).toMatchObject({ lit: false, faded: false, look: { mark: '?', tone: 'none' } });
    expect(view.end).toMatchObject({ mark: '?', tone: 'none' });
  });
});

const finding = (code: string, severity: Finding['severity'] = 'warning'): Finding => ({
  ...{ code, severity, title: code, detail: '', evidence: [], remedy: null, url: '' },
});

describe('findings of the ports', () => {
  it('are conflicts, heaviest first, and others; the feature’s own are left to the Overview', () => {
    const codes = ['HN0302', 'HN0303', 'HN0301', 'HN0103', 'HN0219', 'HN0506', 'HN0205'];
    const groups = findingGroups(codes.map((code) => finding(code, code === 'HN0303' ? 'error' : 'warning')));
    expect(groups.conflicts.map(({ code }) => code)).toEqual(['HN0303', 'HN0302']);
    expect(groups.others.map(({ code }) => code)).toEqual(['HN0301', 'HN0506']);
  });
});

describe('ports of the network', () => {
  it('are those that were seen to answer there, each once, containers’ first', () => {
    const ports = lanPorts(
      portsReport([
        row({ container: null, process: 'sshd', port: 22 }),
        row(),
        row({ address: '::', family: 'ipv6' }),
        row({ port: 443, reach: { v4: reach(), v6: nothing('x'), lan: reach({ outcome: 'timed-out' }) } }),
        row({ port: 53, transport: 'udp' }),
      ]),
    );
    expect(ports.map(({ label, url }) => [label, url])).toEqual([
      ['web, port 80', 'http://192.0.2.20:80'],
      ['sshd, port 22', 'http://192.0.2.20:22'],
    ]);
    expect(ports[0]?.warning).toMatch(/every address.*127\.0\.0\.1/);
  });

  it('bound to the one address are not called wildcards', () => {
    expect(lanPorts(portsReport([row({ address: '192.0.2.20' })]))[0]?.warning).toMatch(
      /^web listens on 192/,
    );
  });
});

describe('after a restart', () => {
  const forgotten = {
    ...{ container: { id: 'a'.repeat(64), name: 'web' }, ports: [80], command: 'docker restart web' },
  };
  it('only what was measured to answer has succeeded', () => {
    expect(afterRestart(forgotten, portsReport([row()])).state).toBe('answers');
    expect(afterRestart(forgotten, portsReport([])).state).toBe('waiting');
    expect(afterRestart(forgotten, portsReport(null)).state).toBe('unknown');
    expect(afterRestart(forgotten, portsReport([row()], { restartGuard: [forgotten] })).state).toBe(
      'forgotten',
    );
    const silent = reach({ outcome: 'not-measured', reason: 'no helper' });
    const unseen = row({ reach: { v4: silent, v6: silent, lan: silent } });
    expect(afterRestart(forgotten, portsReport([unseen])).state).toBe('unknown');
    expect(afterRestart({ ...forgotten, ports: [80, 81] }, portsReport([row()])).state).toBe('waiting');
    const other = row({ container: { id: 'b', name: 'other' } });
    expect(afterRestart(forgotten, portsReport([other])).state).toBe('waiting');
  });

  it('is asked for with what it breaks', () => {
    expect(restartWarning(forgotten)).toMatch(/^web stops and starts again\. Every connection to it breaks/);
    expect(portsText([1, 2])).toBe('ports 1 and 2');
    expect(portsText([1, 2, 3, 4, 5])).toBe('ports 1, 2, 3 and 2 more');
  });
});

describe('a look', () => {
  const parts = {
    secrets: () => ({ token: 'a'.repeat(64), run: 'abcd' }),
    clock: { now: () => new Date(), monotonicMs: () => 0 },
    version: '0',
  };
  it('asks discovery protocols only when it looks at everything', () => {
    expect(lookOptions(parts, null)).toMatchObject({ focus: null, discover: true });
    expect(lookOptions(parts, { port: 80, transport: 'tcp' })).toMatchObject({ discover: false });
  });

  it('ends in its report, and without one in an error', async () => {
    const events = async function* (...list: PortsEvent[]) {
      await Promise.resolve();
      yield* list;
    };
    const report = portsReport([]);
    const told: string[] = [];
    const phase = { type: 'phase', text: 'Dialling' } as const;
    await expect(
      reportOf(events(phase, { type: 'report', report }), (text) => told.push(text)),
    ).resolves.toBe(report);
    expect(told).toEqual(['Dialling']);
    await expect(reportOf(events(phase), () => undefined)).rejects.toThrow('without a report');
  });
});
