import fc from 'fast-check';
import { containerFactsFrom } from './container-json.ts';
import { ContainerFacts } from '../model/facts.ts';

const inspected = (over: Record<string, unknown> = {}) => ({
  Id: 'abc',
  Name: '/web',
  State: { Status: 'running', ExitCode: 0, Error: '', StartedAt: '2026-01-02T03:04:05Z' },
  Config: { Image: 'nginx', Labels: null, ExposedPorts: { '80/tcp': {} } },
  HostConfig: { NetworkMode: 'host', PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] } },
  NetworkSettings: { Ports: {} },
  ...over,
});

describe('containerFactsFrom', () => {
  it('P08 reads a health check and what it last printed, without passwords and cut between words', () => {
    const withCheck = (Test: string[], Output: string) =>
      containerFactsFrom([
        {
          Id: 'abc',
          Name: '/web',
          Config: { Healthcheck: { Test } },
          State: {
            Status: 'running',
            Health: {
              Status: 'unhealthy',
              Log: [
                { ExitCode: 0, Output: 'old' },
                { ExitCode: 7, Output },
              ],
            },
          },
        },
      ])[0]?.healthCheck;
    expect(withCheck(['CMD-SHELL', 'curl -f http://me:secret@localhost:8080/'], 'refused\n')).toEqual({
      command: 'curl -f http://me:…@localhost:8080/',
      exitCode: 7,
      output: 'refused',
    });
    expect(withCheck(['CMD', 'wget', '-q', 'x'], 'word '.repeat(90))?.output).toMatch(/^(?:word )+…$/);
    expect(withCheck(['NONE'], '')).toBeNull();
  });

  it('reads a host-mode container: what was asked for, and what is in force', () => {
    expect(containerFactsFrom([inspected()])).toEqual([
      {
        id: 'abc',
        name: 'web',
        image: 'nginx',
        state: 'running',
        networkMode: 'host',
        requestedPorts: [{ transport: 'tcp', containerPort: 80, hostAddress: '', hostPort: 8080 }],
        publishedPorts: [],
        exposedPorts: [{ transport: 'tcp', port: 80 }],
        exitCode: null,
        error: '',
        startedAt: '2026-01-02T03:04:05Z',
        user: '',
        health: 'none',
        healthCheck: null,
        privileged: false,
        capAdd: [],
        devices: [],
        sysctls: [],
        links: [],
        networks: [],
        restartPolicy: '',
        envHosts: [],
        envPorts: [],
        extraHosts: [],
        compose: null,
      },
    ]);
  });

  it('reads the names of its own hosts file, and which Compose service it is', () => {
    const labels = { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'web' };
    const [facts] = containerFactsFrom([
      inspected({
        Config: { Image: 'x', Labels: labels },
        HostConfig: { NetworkMode: 'host', ExtraHosts: ['db:127.0.0.1', 'v6:::1', 'cache=127.0.0.1'] },
      }),
    ]);
    expect(facts?.extraHosts).toEqual(['db', 'v6', 'cache']);
    expect(facts?.compose).toEqual({ project: 'shop', service: 'web' });
  });

  it('reads what decides how host mode treats a container, and no secret of its environment', () => {
    const [facts] = containerFactsFrom([
      inspected({
        State: { Status: 'running', Health: { Status: 'unhealthy' } },
        Config: { Image: 'x', User: '1000:1000', Env: ['PW=s3cret', 'DB=postgres://u:s3cret@db:5432/x'] },
        HostConfig: {
          NetworkMode: 'host',
          Privileged: true,
          CapAdd: ['CAP_NET_ADMIN', 'net_raw'],
          Devices: [{ PathOnHost: '/dev/net/tun' }],
          Sysctls: { 'net.core.somaxconn': '1024' },
          Links: ['/db:/web/db'],
          RestartPolicy: { Name: 'always' },
        },
        NetworkSettings: { Networks: { host: {} } },
      }),
    ]);
    expect(facts).toMatchObject({
      user: '1000:1000',
      health: 'unhealthy',
      privileged: true,
      capAdd: ['NET_ADMIN', 'NET_RAW'],
      devices: ['/dev/net/tun'],
      sysctls: ['net.core.somaxconn'],
      links: ['/db:/web/db'],
      networks: ['host'],
      restartPolicy: 'always',
      envHosts: [{ variable: 'DB', host: 'db', kind: 'name' }],
    });
    expect(JSON.stringify(facts)).not.toContain('s3cret');
  });

  it('reads a bridge container with both families, UDP, and a port the engine chooses', () => {
    const [facts] = containerFactsFrom([
      inspected({
        HostConfig: {
          NetworkMode: 'default',
          PortBindings: { '53/udp': [{ HostIp: '127.0.0.1', HostPort: '' }], '80/tcp': [{ HostPort: '80' }] },
        },
        NetworkSettings: {
          Ports: {
            '53/udp': [{ HostIp: '127.0.0.1', HostPort: '32768' }],
            '80/tcp': [
              { HostIp: '0.0.0.0', HostPort: '80' },
              { HostIp: '::', HostPort: '80' },
            ],
            '443/tcp': null,
          },
        },
      }),
    ]);
    expect(facts?.requestedPorts).toEqual([
      { transport: 'udp', containerPort: 53, hostAddress: '127.0.0.1', hostPort: null },
      { transport: 'tcp', containerPort: 80, hostAddress: '', hostPort: 80 },
    ]);
    expect(facts?.publishedPorts).toEqual([
      { transport: 'udp', containerPort: 53, hostAddress: '127.0.0.1', hostPort: 32768 },
      { transport: 'tcp', containerPort: 80, hostAddress: '0.0.0.0', hostPort: 80 },
      { transport: 'tcp', containerPort: 80, hostAddress: '::', hostPort: 80 },
    ]);
  });

  it('tells how a stopped container ended, in the engine’s words', () => {
    const State = {
      Status: 'exited',
      ExitCode: 128,
      Error: 'Bind for 0.0.0.0:80 failed: port is already allocated',
    };
    expect(containerFactsFrom([inspected({ State })])[0]).toMatchObject({
      state: 'exited',
      exitCode: 128,
      error: State.Error,
      startedAt: null,
    });
  });

  it('leaves ours out by their label, and nobody else’s', () => {
    const labelled = (Labels: Record<string, string>) => inspected({ Config: { Image: 'x', Labels } });
    expect(containerFactsFrom([labelled({ hostnet: '1' })])).toEqual([]);
    expect(containerFactsFrom([labelled({ 'hostnet.friend': '1' }), labelled({})])).toHaveLength(2);
  });

  it.each([
    ['null', null],
    ['a text', 'no such container'],
    ['an object', inspected()],
    ['an empty list', []],
  ])('returns nothing for %s', (_, given) => {
    expect(containerFactsFrom(given)).toEqual([]);
  });

  it('drops an odd entry and keeps its neighbours', () => {
    const odd = [
      null,
      7,
      {},
      { Id: 'x' },
      inspected({ State: 'running' }),
      inspected({ HostConfig: { PortBindings: 3 } }),
    ];
    expect(containerFactsFrom([...odd, inspected()]).map((c) => c.name)).toEqual(['web']);
  });

  it('makes do with what little an entry says', () => {
    expect(containerFactsFrom([{ Id: 'x', Name: 'bare' }])[0]).toMatchObject({
      name: 'bare',
      state: '',
      networkMode: '',
      requestedPorts: [],
      publishedPorts: [],
      exposedPorts: [],
      exitCode: null,
    });
  });

  it('drops port keys it cannot read', () => {
    const Config = { ExposedPorts: { '8000-8010/tcp': {}, nonsense: {}, '53/udp': {}, '9/sctp': {} } };
    expect(containerFactsFrom([inspected({ Config })])[0]?.exposedPorts).toEqual([
      { transport: 'udp', port: 53 },
      { transport: 'sctp', port: 9 },
    ]);
  });

  it('never throws, and what it returns fits the report, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), fc.jsonValue(), (thing, json) => {
        for (const given of [
          thing,
          [thing],
          [json],
          [{ Id: 'x', Name: 'y', HostConfig: json, State: json }],
        ]) {
          for (const facts of containerFactsFrom(given))
            expect(ContainerFacts.safeParse(facts).success).toBe(true);
        }
      }),
    );
  });
});
