import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { findingFixture, reportFixture } from '../testing/report-fixtures.ts';
import { laneFixture, refusedFixture } from '../testing/lane-fixture.ts';
import { renderJunit } from './junit.ts';

interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

/** Reads XML with a parser that keeps to the standard. Throws on the first thing that is not well-formed. */
function parse(xml: string): Node {
  const root: Node = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name, attributes: { ...attributes }, children: [], text: '' };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('text', (text) => {
    const last = open.at(-1);
    if (last) last.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  const [document] = root.children;
  if (!document) throw new Error('an empty document');
  return document;
}

/** What the schema allows (jenkinsci/xunit-plugin, junit-10.xsd): attributes, the needed ones first, and children. */
const SCHEMA: Readonly<Record<string, { needs: string[]; may: string[]; children: string[] }>> = {
  testsuites: { needs: [], may: ['name', 'time', 'tests', 'failures', 'errors'], children: ['testsuite'] },
  testsuite: {
    needs: ['name', 'tests'],
    may: ['failures', 'errors', 'skipped', 'time', 'timestamp'],
    children: ['testcase'],
  },
  testcase: {
    needs: ['name', 'classname'],
    may: ['time'],
    children: ['skipped', 'error', 'failure', 'system-out'],
  },
  skipped: { needs: [], may: ['message', 'type'], children: [] },
  error: { needs: [], may: ['message', 'type'], children: [] },
  failure: { needs: [], may: ['message', 'type'], children: [] },
  'system-out': { needs: [], may: [], children: [] },
};

function problems(node: Node): string[] {
  const rule = SCHEMA[node.name];
  if (!rule) return [`<${node.name}> is none of the schema`];
  const names = Object.keys(node.attributes);
  return [
    ...rule.needs.filter((name) => !names.includes(name)).map((name) => `${node.name} lacks ${name}`),
    ...names
      .filter((name) => ![...rule.needs, ...rule.may].includes(name))
      .map((name) => `${node.name} has ${name}`),
    ...node.children
      .filter(({ name }) => !rule.children.includes(name))
      .map(({ name }) => `${node.name} holds ${name}`),
    ...node.children.flatMap(problems),
  ];
}

const count = (node: Node, name: string): number =>
  (node.name === name ? 1 : 0) + node.children.reduce((sum, child) => sum + count(child, name), 0);

const broken = reportFixture({
  verdict: 'not-working',
  summary: 'One way is broken.',
  lanes: [
    laneFixture(),
    refusedFixture({ transport: 'udp', reason: 'nobody there' }),
    laneFixture({
      from: 'host-mode',
      to: 'host',
      outcome: 'not-measured',
      missing: 'instrument',
      reason: 'it died',
    }),
    laneFixture({
      from: 'host-mode',
      to: 'host',
      address: '::1',
      outcome: 'not-measured',
      missing: 'absent',
      reason: 'no IPv6',
    }),
    refusedFixture({ from: 'host-mode', to: 'host', address: '::ffff:127.0.0.1', role: 'describes' }),
  ],
  findings: [findingFixture(), findingFixture({ code: 'HN9902', severity: 'warning', title: 'Odd' })],
});

describe('renderJunit', () => {
  it('has a suite a direction and one of findings, with a reason for all that did not pass', () => {
    const document = parse(renderJunit(broken));
    const suites = document.children.map(({ attributes: { name, tests, failures, errors, skipped } }) => [
      name,
      tests,
      failures,
      errors,
      skipped,
    ]);
    expect(suites).toEqual([
      ['findings', '3', '2', '0', '0'],
      ['computer to container', '2', '1', '0', '0'],
      ['container to computer', '3', '0', '1', '2'],
    ]);
    expect(document.attributes).toMatchObject({ tests: '8', failures: '3', errors: '1', time: '0.840' });
    const [, udp] = document.children[1]?.children ?? [];
    expect(udp?.attributes).toEqual({
      classname: 'hostnet.computer-to-container',
      name: 'UDP 127.0.0.1, listener on 0.0.0.0',
      time: '0.004',
    });
    expect(udp?.children[0]).toMatchObject({
      name: 'failure',
      attributes: { type: 'refused', message: 'refused: nobody there' },
    });
    expect(udp?.children[0]?.text).toContain('ECONNREFUSED at connect');
    const messages = document.children[2]?.children.map((one) => [
      one.children[0]?.name,
      one.children[0]?.attributes['message'],
    ]);
    expect(messages).toEqual([
      ['error', 'it died'],
      ['skipped', 'no IPv6'],
      ['skipped', 'refused: describes this platform, and is no fault'],
    ]);
  });

  it('E15: without an engine no lane is skipped but one that does not apply: none could be measured', () => {
    const missing = (role: 'verdict' | 'describes' | 'control', why: 'skipped' | 'absent') =>
      laneFixture({ outcome: 'not-measured', missing: why, role, reason: 'no engine is there' });
    const lanes = [
      missing('verdict', 'skipped'),
      missing('describes', 'skipped'),
      missing('control', 'skipped'),
      missing('verdict', 'absent'),
    ];
    const document = parse(renderJunit(reportFixture({ verdict: 'unknown', lanes, findings: [] })));
    expect([count(document, 'error'), count(document, 'skipped')]).toEqual([4, 1]);
  });

  it('a control that nobody wanted is skipped beside lanes that were measured', () => {
    const control = laneFixture({
      outcome: 'not-measured',
      missing: 'skipped',
      role: 'control',
      reason: 'x',
    });
    const document = parse(renderJunit(reportFixture({ lanes: [laneFixture(), control] })));
    expect([count(document, 'error'), count(document, 'skipped')]).toEqual([0, 1]);
  });

  it('is red whenever the verdict is not working, and green beside a healthy one', () => {
    for (const verdict of ['working', 'partly-working', 'not-working', 'not-available', 'unknown'] as const) {
      const document = parse(renderJunit(reportFixture({ verdict })));
      const red = count(document, 'failure') + count(document, 'error');
      expect([verdict, red > 0]).toEqual([verdict, verdict !== 'working']);
    }
  });

  it('counts what it holds and keeps to the schema, whatever texts it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (odd, other) => {
        const xml = renderJunit({
          ...broken,
          summary: odd,
          startedAt: other,
          lanes: broken.lanes.map((lane) => ({ ...lane, address: odd, reason: `${other}\u0000\ud800]]>` })),
          findings: [findingFixture({ title: odd, detail: `<![CDATA[${other}`, evidence: [odd, '"&\'<>'] })],
        });
        const document = parse(xml);
        expect(problems(document)).toEqual([]);
        for (const kind of ['failure', 'error'] as const) {
          expect(document.attributes[`${kind}s`]).toBe(String(count(document, kind)));
        }
        expect(document.attributes['tests']).toBe(String(count(document, 'testcase')));
      }),
      { numRuns: 40 },
    );
  });

  it('gives the same document for the same report', () => {
    expect(renderJunit(broken)).toBe(renderJunit(structuredClone(broken)));
  });
});
