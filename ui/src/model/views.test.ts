import { known, ProbeFailure } from '@hostnet/core';
import type { Facts } from '@hostnet/core';
import {
  again,
  DESKTOP_FACTS,
  ENGINE_GONE,
  finding,
  lane,
  lossyReport,
  report,
} from '../../test/fixtures.ts';
import { boundarySentence, carriedEvidence, carriedRows } from './boundary.ts';
import { evidenceOf, wayTitle } from './evidence.ts';
import { actionFor, todoSections } from './findings.ts';
import { installationOf } from './installation.ts';
import { fromReport } from './measured.ts';
import { age, duration, endpoint } from './names.ts';
import { pictureOf } from './picture.ts';
import { problemFrom, problemInFacts, serviceProblem } from './problems.ts';

const lines = (facts: Facts, verdict: Parameters<typeof installationOf>[1] = 'not-working') =>
  Object.fromEntries(
    installationOf(facts, verdict).map((line) => [line.term, `${line.text} | ${line.note ?? ''}`]),
  );

describe('installation', () => {
  it('tells the setting from the measurement', () => {
    expect(lines(DESKTOP_FACTS)['Host networking']).toBe(
      'broken (measured) | setting: on, settings-store.json',
    );
  });

  it('never says off for a setting it could not read', () => {
    expect(lines(DESKTOP_FACTS)['Isolation (ECI)']).toBe('unknown | the key is not in settings-store.json');
    const host = { ...DESKTOP_FACTS.host, desktop: null };
    expect(lines({ ...DESKTOP_FACTS, host })['Isolation (ECI)']).toBe('unknown | settings were not read');
    const off = { ...DESKTOP_FACTS.host.desktop!, enhancedContainerIsolation: known(false, 'backend') };
    expect(lines({ ...DESKTOP_FACTS, host: { ...host, desktop: off } })['Isolation (ECI)']).toBe(
      'off | backend',
    );
  });

  it.each([
    ['4.34.0', 'needed in this version'],
    ['4.35.0', 'not needed'],
    ['5.0.0', 'not needed'],
  ])('knows about sign-in with Desktop %s', (version, text) => {
    const engine = { ...DESKTOP_FACTS.engine, desktop: { version, build: '' } } as Facts['engine'];
    expect(lines({ ...DESKTOP_FACTS, engine })['Sign-in']).toContain(text);
  });

  it('says no more than it knows of an engine that is gone', () => {
    expect(Object.keys(lines(ENGINE_GONE))).toEqual(['This computer', 'Docker Engine']);
  });
});

describe('evidence', () => {
  it('tells what was sent, what each witness saw, source, times and errno', () => {
    const [view] = evidenceOf('t', [again(lane({ transport: 'udp' }), 'reply-lost')]).lanes;
    const told = view!.lines.map((line) => `${line.term}: ${line.text}`);
    expect(told).toEqual([
      'Dialled: 127.0.0.1:40123',
      'Sent: 3 datagrams, 0 answered',
      'From: 127.0.0.1:51234',
      'Ended at: echo',
      'Listener: 0.0.0.0:40123',
      'Listener saw: 3 of its requests, from 127.0.0.1:51234',
      'Took: 0.4 ms',
    ]);
    const [refused] = evidenceOf('t', [again(lane({ address: '::1' }), 'refused')]).lanes;
    expect(refused!.lines).toContainEqual({ term: 'Ended at', text: 'echo, ECONNREFUSED' });
    expect(refused!.lines).toContainEqual({ term: 'Dialled', text: '[::1]:40123' });
  });

  it('says that a listener said nothing, and what was expected', () => {
    const silent = lane({ outcome: 'not-measured', reason: 'the helper died', expected: 'unspecified' });
    const [view] = evidenceOf('t', [silent]).lanes;
    expect(view).toMatchObject({ reason: 'the helper died' });
    expect(view!.lines.map((line) => line.text)).toEqual([
      'no word from the listener',
      'either is fine here: no fault',
    ]);
  });

  it('names the way', () => {
    expect(wayTitle('host', 'host-mode', 'udp')).toBe('This computer → host-mode container, UDP');
    expect(wayTitle('host-mode', 'host-mode', 'tcp')).toBe('Host-mode container → itself, TCP');
  });
});

describe('what is carried', () => {
  it('shows UDP as its worst way and what lies below as grey', () => {
    const measured = fromReport(lossyReport());
    const rows = carriedRows(pictureOf(measured).arrows, measured.boundary, false);
    expect(rows.map((row) => `${row.name}: ${row.look.word}`)).toEqual([
      'TCP: carried',
      'UDP: carried in part',
      'ICMP (ping): not carried',
      'Multicast: not carried',
      'Broadcast: not carried',
      'Raw sockets: not measured',
      'Own interfaces: not carried',
      'Bind to host address: not carried',
    ]);
    expect(rows.map((row) => row.look.tone)).toEqual(['ok', 'bad', ...Array<string>(6).fill('none')]);
    expect(carriedEvidence(rows[2]!).lanes[0]).toMatchObject({
      reason: 'no reply within 1 s',
      lines: [{ term: 'Seen', text: '192.0.2.20' }],
    });
  });

  it('shows all eight lines while nothing is known, and claims nothing', () => {
    const words = (busy: boolean) => new Set(carriedRows([], [], busy).map((row) => row.look.word));
    expect(carriedRows([], [], false)).toHaveLength(8);
    expect(words(false)).toEqual(new Set(['not measured']));
    expect(words(true)).toEqual(new Set(['measuring']));
  });

  it('calls a transport that nobody answered not carried, a fault', () => {
    const dead = fromReport(report({ lanes: report().lanes.map((one) => again(one, 'refused')) }));
    const [tcp] = carriedRows(pictureOf(dead).arrows, [], false);
    expect(tcp?.look).toMatchObject({ word: 'not carried', tone: 'bad' });
  });

  it('calls nothing missing that was not measured', () => {
    const entry = { name: 'multicast' as const, reason: null, evidence: [] };
    expect(boundarySentence([{ ...entry, status: 'not-measured' }])).toContain('unknown, not missing');
    expect(boundarySentence([{ ...entry, status: 'not-carried' }])).toContain('not a fault');
    expect(boundarySentence([])).toBeNull();
  });
});

describe('findings', () => {
  it('come in sections, faults first', () => {
    expect(todoSections(lossyReport().findings).map((section) => section.severity)).toEqual([
      'error',
      'warning',
      'info',
    ]);
  });

  it('that one deed mends stand together, where the heaviest is', () => {
    const update = { text: 'Update Docker Desktop.', command: null };
    const sections = todoSections([
      finding({ code: 'HN0111', remedy: { text: 'Turn it on.', command: null } }),
      finding({ code: 'HN0207', remedy: update }),
      finding({ code: 'HN0109', severity: 'warning', remedy: update }),
      finding({ code: 'HN0212', severity: 'info', remedy: null }),
      finding({ code: 'HN0217', severity: 'info', remedy: null }),
    ]);
    expect(
      sections.map(({ severity, todos }) => [
        severity,
        todos.map((todo) => todo.findings.map((one) => one.code)),
      ]),
    ).toEqual([
      ['error', [['HN0111'], ['HN0207', 'HN0109']]],
      ['info', [['HN0212'], ['HN0217']]],
    ]);
  });

  it('give one thing to do', () => {
    expect(actionFor('working', [])).toMatchObject({
      kind: 'copy',
      text: expect.stringContaining('--network host') as string,
    });
    expect(
      actionFor('not-working', [finding({ remedy: null }), finding({ code: 'HN0301', severity: 'warning' })]),
    ).toMatchObject({
      kind: 'show-remedy',
      code: 'HN0301',
    });
    expect(actionFor('not-working', [finding({ code: 'HN0111' })])).toMatchObject({ kind: 'set-up' });
    expect(actionFor('unknown', [])).toMatchObject({ kind: 'diagnose' });
  });
});

describe('problems', () => {
  it('of facts are told for each port', () => {
    expect(problemInFacts(null)).toBeNull();
    expect(problemInFacts(report().facts)).toBeNull();
    expect(problemInFacts(ENGINE_GONE)).toMatchObject({ port: 'engine' });
    const probeFailure = { kind: 'helper-missing', message: '', detail: 'not found' };
    expect(problemInFacts({ ...DESKTOP_FACTS, probeFailure })).toMatchObject({
      port: 'host',
      message: expect.stringContaining('not found') as string,
    });
    expect(
      problemInFacts({ ...DESKTOP_FACTS, probeFailure: { ...probeFailure, kind: 'start-refused' } }),
    ).toBeNull();
  });

  it.each([
    [new ProbeFailure('helper-missing', 'x'), 'host'],
    [new ProbeFailure('engine-unreachable', 'x'), 'engine'],
    [new ProbeFailure('protocol', 'x'), 'run'],
    [Object.assign(new Error('x'), { name: 'NotInDesktop' }), 'desktop'],
    [new Error('x'), 'run'],
    ['x', 'run'],
  ])('of a run that threw %s are of port %s', (error, port) => {
    expect(problemFrom(error)).toMatchObject({ port, fix: expect.stringMatching(/\w/) as string });
  });

  it('of the service keep its own remedy', () => {
    expect(
      serviceProblem(Object.assign(new Error('The disk is full.'), { fix: 'Free some.' })),
    ).toMatchObject({ fix: 'Free some.' });
  });
});

describe('names', () => {
  it.each([
    [age(500), 'just now'],
    [age(12_000), '12 s ago'],
    [age(180_000), '3 min ago'],
    [age(7_200_000), '2 h ago'],
    [age(4 * 86_400_000), '4 days ago'],
    [duration(0.42), '0.4 ms'],
    [duration(12.4), '12 ms'],
    [duration(1234), '1.2 s'],
    [endpoint('::1', 80), '[::1]:80'],
  ])('%s is %s', (got, want) => {
    expect(got).toBe(want);
  });
});
