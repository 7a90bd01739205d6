import { types } from 'node:util';
import {
  containerFactsFrom,
  EngineFacts,
  engineFailureFrom,
  engineFactsFrom,
  ContainerFacts,
} from '@hostnet/core';
import * as fc from 'fast-check';
import { httpApi } from '../src/adapters/http-api.ts';
import type { EngineApi } from '../src/adapters/engine-api.ts';
import { attack, ATTACK_MS } from './support/attack.ts';
import { changed, edited, hostileJson, hostileText, jsonOf } from './support/hostile.ts';
import { startLiar, type Liar, type Lie } from './support/liar.ts';
import { endedWell, hostnet } from './support/process.ts';

const VERSION = {
  Version: '28.1.0',
  ApiVersion: '1.49',
  Os: 'linux',
  Arch: 'amd64',
  Platform: { Name: 'Docker Engine' },
};
const INFO = {
  OSType: 'linux',
  OperatingSystem: 'Debian',
  SecurityOptions: ['name=seccomp'],
  KernelVersion: '6.1',
};
const CONTAINER = {
  Id: 'ab'.repeat(32),
  Name: '/web',
  State: {
    Status: 'running',
    ExitCode: 0,
    Health: { Status: 'healthy', Log: [{ ExitCode: 0, Output: 'ok' }] },
  },
  Config: {
    Image: 'web',
    Env: ['PORT=80', 'URL=http://u:p@h:1/'],
    Labels: { a: 'b', 'com.docker.compose.project': 'p', 'com.docker.compose.service': 's' },
    Healthcheck: { Test: ['CMD-SHELL', 'curl localhost'] },
    ExposedPorts: { '80/tcp': {} },
  },
  HostConfig: {
    NetworkMode: 'host',
    PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] },
    ExtraHosts: ['a:1.1.1.1'],
    CapAdd: ['CAP_NET_ADMIN'],
  },
  NetworkSettings: { Ports: { '80/tcp': null }, Networks: { bridge: {} } },
};
const LIST = [{ Id: 'ab'.repeat(32), Names: ['/web'], Labels: {} }];

const http = (status: string, headers: string, body: string): string =>
  `HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${body}`;
const json = (value: unknown): string => {
  const body = jsonOf(value);
  return http('200 OK', `Content-Length: ${Buffer.byteLength(body)}`, body);
};
const chunk = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n3\r\n{}}\r\n0\r\n\r\n';

/** Answers: right but for some places, in their values, their HTTP or their bytes. */
const bytes = fc
  .oneof(
    changed(VERSION).map(json),
    changed(LIST).map(json),
    changed([CONTAINER]).map(json),
    hostileJson.map(json),
    edited(json(VERSION)),
    edited(chunk),
    fc
      .tuple(hostileText, hostileText, hostileText)
      .map(([status, headers, body]) => http(status, headers, body)),
    fc
      .constantFrom('404', '409', '500', '301', '101', '204', '999')
      .map((code) => http(code, 'Content-Length: 2', '{}')),
    hostileText,
    fc.constant(http('200 OK', 'Content-Length: 99999999999', '{')),
  )
  .map((text) => Buffer.from(text));
const how = fc.oneof(
  { weight: 40, arbitrary: fc.constantFrom<Lie['how']>('end', 'reset') },
  { weight: 1, arbitrary: fc.constantFrom<Lie['how']>('hang', 'drip', 'flood') },
);

const ASKED: readonly ((api: EngineApi, signal: AbortSignal) => Promise<unknown>)[] = [
  (api, signal) => api.version(signal),
  (api, signal) => api.info(signal),
  (api, signal) => api.inspectAll([], signal),
  (api, signal) => api.remove('ab', signal),
  (api, signal) => api.hasImage('x', signal),
  (api, signal) => api.images('hostnet', signal),
  (api, signal) => api.removeImage({ id: 'x', names: ['x'] }, signal),
];

let liar: Liar;
beforeAll(async () => {
  liar = await startLiar();
});
afterAll(() => liar.stop());

describe('engines that lie', () => {
  it(
    'are heard to the end of a bounded time, and then taken for what they are',
    async () => {
      const never = new AbortController().signal;
      await attack({
        boundary: 'engines: garbage, drips, floods, resets over the API',
        cases: 5000,
        input: fc.tuple(bytes, how, fc.constantFrom(...ASKED)),
        async meet([said, manner, ask]) {
          liar.lie = { bytes: said, how: manner };
          const endpoint = { via: 'tcp', host: '127.0.0.1', port: liar.port, url: '', chosen: true } as const;
          const error = await ask(httpApi(endpoint, 200), never).then(
            () => null,
            (reason: unknown) => reason,
          );
          if (error === null) return;
          // An error of Node's own is of another realm than Jest's.
          if (!types.isNativeError(error)) throw new Error('threw what is no error');
          const facts = EngineFacts.parse(engineFailureFrom('unix:///x', error.message));
          const length = JSON.stringify(facts).length;
          if (length > 4000) throw new Error(`${length} characters on a failure`);
        },
      });
    },
    ATTACK_MS,
  );

  it(
    'may say of themselves and their containers what they like',
    async () => {
      await attack({
        boundary: 'engines: what they say of themselves',
        cases: 10_000,
        input: fc.tuple(fc.oneof(changed(VERSION), hostileJson), fc.oneof(changed(INFO), hostileJson)),
        meet([version, info]) {
          EngineFacts.parse(engineFactsFrom(version, info, 'unix:///x'));
        },
      });
      await attack({
        boundary: 'engines: what they say of containers',
        cases: 10_000,
        input: fc.oneof(changed([CONTAINER, CONTAINER]), hostileJson),
        meet(inspected) {
          for (const one of containerFactsFrom(inspected)) ContainerFacts.parse(one);
        },
      });
    },
    ATTACK_MS,
  );

  it(
    'and hostnet says so, in time',
    async () => {
      const commands = fc.constantFrom(
        ['status'],
        ['diagnose'],
        ['ports'],
        ['port', '8080'],
        ['cleanup', '--all'],
      );
      await attack({
        boundary: 'engines: hostnet asked of a lying one',
        cases: 60,
        input: fc.tuple(
          bytes,
          fc.constantFrom<Lie['how']>('end', 'reset', 'end', 'reset', 'drip', 'flood', 'hang'),
          commands,
        ),
        mostMs: 40_000,
        async meet([said, manner, args]) {
          liar.lie = { bytes: said, how: manner };
          endedWell(
            await hostnet(args, { env: { DOCKER_HOST: `tcp://127.0.0.1:${liar.port}` }, mostMs: 40_000 }),
          );
        },
      });
    },
    ATTACK_MS,
  );
});
