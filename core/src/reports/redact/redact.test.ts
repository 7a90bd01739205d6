import { containerFixture } from '../../testing/container-fixture.ts';
import { known, unknown } from '../../model/known.ts';
import { findingFixture, reportFixture } from '../../testing/report-fixtures.ts';
import { laneFixture } from '../../testing/lane-fixture.ts';
import { Report } from '../../model/report.ts';
import { redactReport } from './redact.ts';

/** A report that names a person, a project and their network in every way we know of. */
function telling(): Report {
  const base = reportFixture();
  const [host] = [base.facts.host];
  return reportFixture({
    summary: 'acme-billing-db-1 cannot be reached from 10.20.30.40.',
    facts: {
      ...base.facts,
      host: {
        ...host,
        lanAddress: known('10.20.30.40', 'default route'),
        interfaces: [
          {
            name: 'wg-acme',
            mac: '3C:22:FB:01:02:03',
            addresses: [{ address: '10.20.30.40', prefix: 24, internal: false }],
          },
          { name: 'en0', mac: '', addresses: [{ address: '2001:DB8:0:0::7', prefix: 64, internal: false }] },
        ],
      },
      engine: {
        reachable: false,
        endpoint: 'unix:///Users/jane.doe/.docker/run/docker.sock',
        failure: 'failed',
        message: 'dial unix /Users/jane.doe/.docker/run/docker.sock: connect: permission denied for jane.doe',
        fix: 'Ask jane.doe.',
      },
      probeFailure: {
        kind: 'died',
        message: 'It ended.',
        detail: 'pull registry.acme.example/team/billing: hunter2horse',
      },
    },
    lanes: [
      laneFixture({ address: '10.20.30.40', id: 'host>host-mode/tcp/10.20.30.40@0.0.0.0' }),
      laneFixture({ address: '::ffff:10.20.30.40', resolved: '::ffff:10.20.30.40' }),
    ],
    containers: [
      containerFixture('acme-billing-db-1', {
        id: 'f'.repeat(12) + 'ab'.repeat(26),
        image: 'registry.acme.example/team/billing:1.2@sha256:0123abcd',
        networkMode: 'acme_default',
        networks: ['acme_default'],
        links: ['/cache:/acme-billing-db-1/cache'],
        user: 'jane.doe:1000',
        devices: ['/dev/net/tun', '/dev/acme0'],
        error: 'Bind for 10.20.30.40:80 failed: port is already allocated, says jane.doe of acme',
        envHosts: [{ variable: 'ACME_DB', host: 'db.acme.internal', kind: 'name' }],
      }),
    ],
    findings: [
      findingFixture({
        title: 'acme-billing-db-1 is not reachable',
        evidence: [
          'Acme-Billing-DB-1 (ffffffffffff) listens on 10.20.30.40:80, [2001:db8::7]:80 and 192.168.7.7',
          'see postgres://jane:s3cr3t@db.acme.internal:5432/x, jane@acme.example, /srv/acme/conf, C:\\Users\\Jane Doe\\x',
          'wg-acme 10.20.30.40/24, 2001:db8::7/64',
          'password=opensesame and 3c-22-fb-01-02-04, key AKIAIOSFODNN7EXAMPLE1234',
        ],
        remedy: { text: 'Stop it.', command: 'docker stop acme-billing-db-1' },
      }),
    ],
    listeners: [
      {
        transport: 'tcp',
        address: '10.20.30.40',
        port: 80,
        family: 'ipv4',
        uid: 501,
        container: { id: 'f'.repeat(12) + 'ab'.repeat(26), name: 'acme-billing-db-1' },
        process: 'acmed',
        pid: 7,
      },
    ],
    ports: {
      hostListeners: unknown('not asked'),
      owners: 'some',
      ownersReason: null,
      reach: [],
      bindFailures: [
        {
          container: 'acme-billing-db-1',
          kind: 'address-in-use',
          address: null,
          port: 80,
          line: 'acmed: bind() to 0.0.0.0:80 failed',
        },
      ],
      unprivilegedPortStart: known(1024, 'sysctl'),
      excludedPorts: known([], 'none here'),
      firewalls: known([{ name: 'AcmeWall', active: true }], 'files'),
      discovery: [],
    },
  });
}

describe('redactReport', () => {
  const { report, removed } = redactReport(telling());
  const text = JSON.stringify(report);

  it('leaves nothing telling, in no field', () => {
    expect(text).not.toMatch(
      /acme|jane|doe|billing|10\.20|192\.168|2001:db8|3c[:-]22|ffffffff|registry|hunter|opensesame|s3cr3t|AKIA|5432|\/srv/i,
    );
  });

  it('still fits the schema', () => {
    expect(Report.parse(report)).toEqual(report);
  });

  it('gives one value one token, in fields, ids, sentences and commands', () => {
    expect(report.summary).toBe('container-1 cannot be reached from ipv4-private-1.');
    expect(report.facts.host.lanAddress).toMatchObject({ value: 'ipv4-private-1' });
    expect(report.lanes.map((lane) => [lane.id, lane.address])).toEqual([
      ['host>host-mode/tcp/ipv4-private-1@0.0.0.0', 'ipv4-private-1'],
      ['host>host-mode/tcp/::ffff:ipv4-private-1@0.0.0.0', '::ffff:ipv4-private-1'],
    ]);
    expect(report.containers[0]).toMatchObject({
      name: 'container-1',
      image: 'image-1',
      networkMode: 'network-1',
      networks: ['network-1'],
      links: ['/container-2:/container-1/container-2'],
      user: 'user-1:1000',
      devices: ['/dev/net/tun', 'path-2'],
      envHosts: [{ variable: 'variable-1', host: 'host-1', kind: 'name' }],
    });
    expect(report.findings[0]).toMatchObject({
      title: 'container-1 is not reachable',
      remedy: { command: 'docker stop container-1' },
    });
    expect(report.findings[0]?.evidence).toEqual([
      'container-1 (id-1) listens on ipv4-private-1:80, [ipv6-reserved-1]:80 and ipv4-private-2',
      'see url-1, email-1, path-3, path-4',
      'interface-1 ipv4-private-1/24, ipv6-reserved-1/64',
      'password=secret-1 and mac-2, key secret-2',
    ]);
  });

  it('keeps what a diagnosis rests on', () => {
    expect(report.lanes[0]).toMatchObject({
      outcome: 'reachable',
      listen: '0.0.0.0',
      from: 'host',
      transport: 'tcp',
    });
    expect(report.facts.engine).toMatchObject({
      endpoint: 'unix-endpoint-1',
      message: 'dial unix path-1: connect: permission denied for user-1',
    });
    expect(report.containers[0]?.error).toMatch(
      /^Bind for ipv4-private-1:80 failed: port is already allocated, says user-1 of word-\d$/,
    );
    expect(report.ports?.bindFailures[0]?.line).toBe('process-1: bind() to 0.0.0.0:80 failed');
    expect(report.findings[0]?.url).toBe(telling().findings[0]?.url.replace(/.*/, 'url-2'));
  });

  it('lists what was removed, and nothing of it', () => {
    expect(removed.find((one) => one.class === 'address')).toMatchObject({ values: 3 });
    expect(removed.every((one) => one.values > 0 && one.places >= one.values)).toBe(true);
    expect(JSON.stringify(removed)).not.toMatch(/acme|10\.20/);
  });

  it('changes nothing the second time', () => {
    const again = redactReport(report);
    expect(again.report).toEqual(report);
    expect(again.removed).toEqual([]);
  });

  it('leaves a report without anything telling as it is', () => {
    const plain = reportFixture();
    const { report: same } = redactReport(plain);
    expect({ ...same, facts: null }).toEqual({ ...plain, facts: null });
    expect(same.facts.engine).toEqual(plain.facts.engine);
  });

  it('never gives a token that the report holds already', () => {
    const odd = reportFixture({ containers: [containerFixture('container-1'), containerFixture('web')] });
    expect(redactReport(odd).report.containers.map((c) => c.name)).toEqual(['container-1', 'container-2']);
  });
});
