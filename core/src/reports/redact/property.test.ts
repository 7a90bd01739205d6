import fc from 'fast-check';
import { containerFixture } from '../../testing/container-fixture.ts';
import { known } from '../../model/known.ts';
import { findingFixture, reportFixture } from '../../testing/report-fixtures.ts';
import { laneFixture } from '../../testing/lane-fixture.ts';
import { renderJunit } from '../../show/junit.ts';
import { renderJson } from '../../show/json.ts';
import { renderMarkdown } from '../../show/markdown.ts';
import { renderText } from '../../show/text.ts';
import { Report } from '../../model/report.ts';
import { leavesOf } from './paths.ts';
import { redactReport } from './redact.ts';
import { FIELDS } from './field-classes.ts';
import { VOCABULARY } from './vocabulary.ts';

/** Words of the texts below, and of the report’s own keys: a secret inside one of them is none. */
const COMMON = JSON.stringify(planted('', '')).toLowerCase() + [...VOCABULARY].join(' ');

const word = fc.stringMatching(/^[a-zA-Z0-9]{5,24}$/);
/** What people call things: words, with dots, dashes and underscores between them. */
const secret = fc
  .array(word, { minLength: 1, maxLength: 3 })
  .chain((words) => fc.constantFrom('-', '_', '.').map((by) => words.join(by)))
  .filter((text) => !COMMON.includes(text.toLowerCase()) && !/^\d+$/.test(text));
/** Any address but those that every machine has. */
const address = fc
  .oneof(fc.ipV4(), fc.ipV6())
  .filter(
    (text) =>
      !/^(?:127|0|255|224)\./.test(text) && !/^[0:]*:[01]?$/.test(text) && !/^::(?:ffff:)?[\d.]+$/.test(text),
  );

/** A report that holds `secret` wherever a name, a path or a text may, and `ip` wherever an address may. */
function planted(secret: string, ip: string): Report {
  const { facts } = reportFixture();
  const nic = {
    name: secret,
    mac: '02:42:ac:11:00:02',
    addresses: [{ address: ip, prefix: 24, internal: false }],
  };
  return reportFixture({
    summary: `The container ${secret} is not reachable.`,
    banners: [`measured with ${secret}`],
    facts: {
      ...facts,
      host: { ...facts.host, interfaces: [nic], lanAddress: known(ip, `route of ${secret}`) },
      engine: {
        reachable: false,
        endpoint: `unix:///home/${secret}/docker.sock`,
        failure: 'failed',
        message: `dial unix /home/${secret}/docker.sock: connection refused by ${ip}`,
        fix: `Start ${secret}.`,
      },
      hostMode: { interfaces: [nic], sameAsHost: known(false, 'interfaces compared') },
      probeFailure: {
        kind: 'died',
        message: `${secret} ended`,
        detail: `pull of ${secret.toUpperCase()}: denied at ${ip}`,
      },
    },
    lanes: [
      laneFixture({
        to: `node:${secret}`,
        address: ip,
        resolved: ip,
        reason: `answered by ${secret}`,
        id: `host>host-mode/tcp/${ip}@::#${secret}`,
      }),
    ],
    boundary: [
      { name: 'icmp-echo', status: 'carried', reason: `from ${ip}`, evidence: [`1 reply of ${secret}`] },
    ],
    findings: [
      findingFixture({
        title: `${secret} is deaf`,
        detail: `It is ${secret.toLowerCase()}.`,
        evidence: [
          `${secret}: listens on ${ip}:80`,
          `https://${secret}:x@h.example/y and /opt/${secret}/run and ${secret}@${ip}`,
          encodeURIComponent(`/opt/${secret}`),
        ],
        remedy: { text: `Stop ${secret}.`, command: `docker stop ${secret}` },
      }),
    ],
    skipped: [{ code: 'HN9902', reason: `no ${secret} here` }],
    containers: [
      containerFixture(secret, {
        image: `registry.example/${secret}:${secret}`,
        networkMode: secret,
        error: `driver failed on endpoint ${secret}: label ${secret}=${secret}`,
        user: secret,
        devices: [`/dev/${secret}`],
        sysctls: [`net.${secret}`],
        links: [`/${secret}:/x/${secret}`],
        networks: [secret],
        extraHosts: [secret],
        compose: { project: secret, service: secret },
        restartPolicy: secret,
        state: secret,
        healthCheck: {
          command: `/opt/${secret}/check --user ${secret}`,
          exitCode: 1,
          output: `no ${secret} here`,
        },
        envHosts: [
          { variable: secret, host: secret, kind: 'name' },
          { variable: 'X', host: ip, kind: 'address' },
        ],
        envPorts: [{ variable: secret, port: 80, role: 'connects', host: secret }],
      }),
    ],
    listeners: [
      {
        transport: 'tcp',
        address: ip,
        port: 80,
        family: 'ipv4',
        uid: 0,
        container: { id: secret, name: secret },
        publishedBy: { id: secret, name: secret },
        process: secret,
        pid: 1,
      },
    ],
    ports: {
      hostListeners: known(
        [{ transport: 'tcp', address: ip, port: 1, family: 'ipv4', pid: 1, process: secret }],
        secret,
      ),
      owners: 'some',
      ownersReason: `because of ${secret}`,
      reach: [{ transport: 'tcp', port: 1, address: ip, outcome: 'refused', reason: secret, arrived: null }],
      inside: [
        {
          container: { id: 'c'.repeat(64), name: secret },
          transport: 'tcp',
          hostPort: 1,
          containerPort: 2,
          sockets: known(
            [{ transport: 'tcp', address: ip, port: 2, family: 'ipv4', process: secret }],
            secret,
          ),
        },
      ],
      bindFailures: [
        {
          container: secret,
          kind: 'address-in-use',
          address: ip,
          port: 1,
          line: `${secret} says ${ip} is taken`,
        },
      ],
      unprivilegedPortStart: known(1, secret),
      excludedPorts: known([], secret),
      firewalls: known([{ name: secret, active: true }], secret),
      discovery: [],
    },
  });
}

/** Everything that can leave, in lower case. */
function exported(report: Report): string {
  const { report: redacted, removed } = redactReport(report);
  return [
    renderJson(redacted),
    renderMarkdown(redacted),
    renderJunit(redacted),
    renderText(redacted, { colour: false, width: 200, verbose: true }),
    JSON.stringify(removed),
  ]
    .join('\n')
    .toLowerCase();
}

describe('whatever is planted in a report', () => {
  it('leaves in no form: names, paths, texts, addresses', () => {
    fc.assert(
      fc.property(secret, address, (name, ip) => {
        const out = exported(planted(name, ip));
        expect(out).not.toContain(name.toLowerCase());
        expect(out).not.toContain(encodeURIComponent(name).toLowerCase());
        expect(out).not.toContain(btoa(name).toLowerCase());
        expect(new RegExp(`(?<![0-9a-f:.])${ip.replaceAll('.', '\\.')}(?![0-9a-f:])`).test(out)).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it('leaves from no single field that holds words from outside', () => {
    const fields = Object.keys(FIELDS).filter(
      (path) => !['keep', 'text', 'time'].includes(FIELDS[path] ?? ''),
    );
    expect(fields.length).toBeGreaterThan(40);
    fc.assert(
      fc.property(secret, fc.constantFrom(...fields), (name, field) => {
        const report = only(planted('web', '10.0.0.7'), field, name);
        fc.pre(JSON.stringify(report).includes(name));
        expect(JSON.stringify(redactReport(report).report).toLowerCase()).not.toContain(name.toLowerCase());
      }),
      { numRuns: 150 },
    );
  });

  it('is redacted once and for all, and still a report', () => {
    fc.assert(
      fc.property(
        fc.oneof(secret, fc.string({ unit: 'binary', minLength: 1, maxLength: 30 })),
        address,
        (name, ip) => {
          const { report } = redactReport(planted(name, ip));
          expect(redactReport(report)).toEqual({ report, removed: [] });
          expect(Report.parse(report)).toEqual(report);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is planted wherever a text may stand', () => {
    const report = planted('planted-secret', '10.0.0.7');
    const texts = new Set<string>();
    collect(report, '', texts);
    const free = [...leavesOf(Report)].filter(([, kinds]) => kinds.has('string')).map(([path]) => path);
    const missing = free.filter((path) => !texts.has(path) && !NOT_PLANTED.test(path));
    expect(missing).toEqual([]);
  });
});

/** The other side of a choice (an engine that answers, a fact that is not known), and the document’s own fields. */
const NOT_PLANTED =
  /^facts\.engine\.|\.reason$|\.source$|^(?:startedAt|tool\.|schema)|startedAt$|requestedPorts|publishedPorts|exposedPorts|capAdd|facts\.host\.(?:platform|release|arch)|\.(?:id|url|code|mac|detail|line|phase|errno|listen)$|evidence|findings\[\]\.ports|local\.address|from\[\]|known$/;

function collect(value: unknown, path: string, into: Set<string>): void {
  if (typeof value === 'string') into.add(path);
  else if (Array.isArray(value)) for (const entry of value) collect(entry, `${path}[]`, into);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, entry] of Object.entries(value))
      collect(entry, path === '' ? key : `${path}.${key}`, into);
  }
}

/** Returns the report with that one field’s texts replaced by `text`. */
function only(report: Report, field: string, text: string): Report {
  const change = (value: unknown, path: string): unknown => {
    if (typeof value === 'string')
      return path === field ? (FIELDS[path] === 'vantage' ? `node:${text}` : text) : value;
    if (Array.isArray(value)) return value.map((entry) => change(entry, `${path}[]`));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, change(entry, path === '' ? key : `${path}.${key}`)]),
    );
  };
  return change(report, '') as Report;
}
