import { unreachableCell, portsReport, reachCell, portRow } from '@hostnet/core/testing';
import { filterRows } from './filter-rows.ts';
import { gridRows } from './grid-rows.ts';
import { headlineOf } from './headline.ts';

const only = (over: Parameters<typeof portRow>[0], report = {}) =>
  gridRows(portsReport([portRow(over)], report))[0]!;

describe('a row of the grid', () => {
  it('says where it answers, that it is open to the network, and what to open', () => {
    expect(only({})).toMatchObject({
      container: 'web',
      process: 'nginx',
      transport: 'TCP',
      port: 80,
      family: 'IPv4',
      v4: { look: { word: 'answers', tone: 'ok' }, why: '127.0.0.1: reachable' },
      v6: { look: { word: 'not here', tone: 'none' }, why: 'it listens on IPv4 only' },
      lan: { look: { word: 'open', tone: 'warn' } },
      copy: 'localhost:80',
      url: 'http://localhost:80',
    });
  });

  it('never takes what was not measured for an answer', () => {
    const silent = reachCell({ outcome: 'not-measured', reason: 'too many listeners' });
    const cells = only({ reach: { v4: silent, v6: silent, lan: silent } });
    for (const cell of [cells.v4, cells.v6, cells.lan])
      expect(cell).toMatchObject({ look: { word: 'not measured', tone: 'none' } });
    expect(cells.url).toBeNull();
    expect(cells.copy).toBe('0.0.0.0:80');
  });

  it('is red where it should answer and does not, and grey where it may not', () => {
    const refused = reachCell({ outcome: 'refused', reason: 'ECONNREFUSED' });
    const cells = only({
      reach: {
        v4: refused,
        v6: { ...refused, expected: 'maybe' },
        lan: reachCell({ outcome: 'wrong-listener' }),
      },
    });
    expect(cells.v4.look).toMatchObject({ word: 'refused', tone: 'bad' });
    expect(cells.v4.why).toBe('127.0.0.1: ECONNREFUSED');
    expect(cells.v6.look.tone).toBe('none');
    expect(cells.lan.look).toMatchObject({ word: 'wrong listener', tone: 'bad' });
  });

  it('on loopback is local only', () => {
    const lan = unreachableCell('it listens on 127.0.0.1: only this computer can reach it');
    const reach = { v4: reachCell(), v6: unreachableCell('x'), lan };
    expect(only({ address: '127.0.0.1', reach }).lan.look.word).toBe('local only');
    expect(only({ address: '0.0.0.0', reach }).lan.look.word).toBe('not here');
  });

  it('opens the LAN address where that alone answers, with https on its ports, and nothing over UDP', () => {
    const alone = {
      v4: unreachableCell('x'),
      v6: unreachableCell('x'),
      lan: reachCell({ address: '192.0.2.10' }),
    };
    expect(only({ port: 8443, reach: alone }).url).toBe('https://192.0.2.10:8443');
    expect(only({ transport: 'udp' }).url).toBeNull();
  });

  it('tells a socket of no container from one whose container could not be read', () => {
    const ports = { ...portsReport([]).ports, owners: 'some' as const, ownersReason: 'no right' };
    expect(only({ container: null }).container).toBe('none: the engine’s machine');
    expect(only({ container: null, pid: null }, { ports }).container).toBe('not known');
    expect(only({ container: null, pid: 3 }, { ports }).container).toBe('none: the engine’s machine');
  });

  it('of no container is never red: nothing is promised of it', () => {
    const refused = reachCell({ outcome: 'refused', reason: 'ECONNREFUSED' });
    const cells = only({ container: null, reach: { v4: refused, v6: refused, lan: reachCell() } });
    expect(cells.v4.look).toMatchObject({ word: 'refused', tone: 'none' });
    expect(cells.lan.look.tone).toBe('warn');
  });

  it('comes after its container’s name, and what has none comes last', () => {
    const rows = gridRows(
      portsReport([
        portRow({ container: null, port: 22 }),
        portRow({ container: { id: 'b', name: 'web' }, port: 443 }),
        portRow({ container: { id: 'b', name: 'web' }, port: 80 }),
        portRow({ container: { id: 'c', name: 'api' }, port: 3000 }),
      ]),
    );
    expect(rows.map(({ port }) => port)).toEqual([3000, 80, 443, 22]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(4);
  });
});

describe('the filter', () => {
  const rows = gridRows(
    portsReport([
      portRow({}),
      portRow({ port: 8080, process: 'node', container: { id: 'b', name: 'api-80' } }),
      portRow({ port: 53, transport: 'udp', process: 'dnsmasq', container: { id: 'c', name: 'dns' } }),
    ]),
  );
  it.each([
    ['', [8080, 53, 80]],
    ['  ', [8080, 53, 80]],
    ['80', [8080, 80]],
    ['808', [8080]],
    ['UDP', [53]],
    ['web nginx', [80]],
    ['web node', []],
    ['53/udp', [53]],
    ['0.0.0.0', [8080, 53, 80]],
  ])('%j keeps %j', (text, ports) => {
    expect(filterRows(rows, text).map(({ port }) => port)).toEqual(ports);
  });
});

describe('the headline', () => {
  it('counts sockets and containers', () => {
    expect(headlineOf(portsReport([portRow(), portRow({ port: 443 })]))).toEqual({
      title: 'Listening in host mode: 2 sockets, 1 container',
      owners: null,
      blind: null,
    });
  });

  it('says why owners are missing', () => {
    const { ports } = portsReport([]);
    const report = portsReport([portRow()], {
      ports: { ...ports, owners: 'none', ownersReason: 'ECI refuses it.' },
    });
    expect(headlineOf(report).owners).toMatch(/could not be read: ECI refuses it\.$/);
  });

  it('of a namespace that could not be seen is no empty list', () => {
    const { ports } = portsReport([]);
    const report = portsReport(null, { ports: { ...ports, owners: 'none', ownersReason: 'no image' } });
    expect(headlineOf(report).blind).toBe('no image');
    expect(gridRows(report)).toEqual([]);
  });
});
