/**
 * Runs in the page: Docker Desktop's client with an engine of so many containers that listen in host mode. It answers the
 * commands the page's adapters run, in the probe's own protocol; nothing of the page itself is replaced.
 * @param {{ listeners: number, containers: number }} size
 */
export function fakeDesktop({ listeners, containers }) {
  const LINE = 500;
  const id = (/** @type {number} */ nth) => nth.toString(16).padStart(64, '0');
  const LAN = '192.0.2.20';
  const address = (/** @type {string} */ one) => ({ address: one, prefix: 24, internal: false });
  const interfaces = [{ name: 'eth0', mac: '02:00:00:00:00:01', addresses: [address(LAN)] }];
  const facts = {
    ...{
      platform: 'darwin',
      release: '24.0.0',
      arch: 'arm64',
      interfaces,
      ipv6Loopback: true,
      desktop: null,
    },
    lanAddress: { known: true, value: LAN, source: 'bench' },
  };
  const version = {
    Client: {},
    Server: {
      Version: '29.1.0',
      ApiVersion: '1.52',
      Os: 'linux',
      Arch: 'arm64',
      Platform: { Name: 'Docker Desktop 4.65.0 (1)' },
    },
  };
  const info = {
    OperatingSystem: 'Docker Desktop',
    OSType: 'linux',
    Architecture: 'aarch64',
    KernelVersion: '6.12.0',
    SecurityOptions: [],
  };
  const inspected = Array.from({ length: containers }, (_, nth) => ({
    ...{ Id: id(nth), Name: `/service-${nth}`, State: { Status: 'running', Running: true, ExitCode: 0 } },
    ...{ Config: { Image: 'nginx' }, HostConfig: { NetworkMode: 'host' }, NetworkSettings: { Networks: {} } },
  }));
  const sockets = Array.from({ length: listeners }, (_, nth) => ({
    transport: nth % 5 === 4 ? 'udp' : 'tcp',
    address: ['0.0.0.0', '127.0.0.1', '::', '::1'][nth % 4],
    port: 1024 + nth,
    family: ['ipv4', 'ipv4', 'dual', 'ipv6'][nth % 4],
    ...{ uid: 0, pid: 100 + nth, process: 'nginx', container: id(nth % containers) },
  }));
  /** @param {string} spec */
  const session = function* (spec) {
    const text = atob(spec.replaceAll('-', '+').replaceAll('_', '/'));
    const asked =
      /** @type {{ vantage: string, stay: boolean, listen: any[], dial: any[], inspect: { kind: string }[] }} */ (
        JSON.parse(text)
      );
    const ready = asked.listen.map(({ id: name, transport, address: on, port }) => ({
      id: name,
      transport,
      address: on,
      port,
    }));
    yield { event: 'ready', v: 1, vantage: asked.vantage, pid: 1, at: 1, listeners: ready };
    for (const { kind } of asked.inspect) {
      if (kind === 'interfaces')
        yield { event: 'facts', kind, at: 2, interfaces: asked.vantage === 'host' ? interfaces : [] };
      if (kind !== 'listeners') continue;
      const list = asked.vantage === 'host' ? [] : sockets;
      const parts = Math.max(1, Math.ceil(list.length / LINE));
      const rest = { owners: 'all', reason: null, unprivilegedPortStart: 0, at: 2 };
      for (let part = 1; part <= parts; part++)
        yield {
          event: 'facts',
          kind,
          listeners: list.slice((part - 1) * LINE, part * LINE),
          part,
          parts,
          ...rest,
        };
    }
    for (const { lane, transport, address: to, port } of asked.dial)
      yield {
        ...{
          event: 'dialed',
          lane,
          transport,
          address: to,
          port,
          of: 1,
          outcome: 'reachable',
          phase: 'connect',
        },
        ...{
          errno: null,
          local: null,
          nonces: [],
          sent: 0,
          answered: 0,
          lastSent: 0,
          lastAnswered: 0,
          tries: 1,
        },
        ...{ elapsedMs: 1, firstSuccessMs: 1, at: 3 },
      };
    if (!asked.stay) yield { event: 'done', reason: 'finished', at: 4 };
    return asked.stay;
  };
  /** @param {string[]} words */
  const answer = function* (words) {
    const line = words.join(' ');
    const found = words[words.indexOf('session') + 1];
    if (line.includes(' session ') || words[1] === 'session') return yield* session(found ?? '');
    if (line.includes('context inspect')) yield 'unix:///bench.sock';
    else if (line.includes('version')) yield version;
    else if (line.includes('info')) yield info;
    else if (line.startsWith('ps')) for (const one of inspected) yield one.Id;
    else if (line.startsWith('inspect')) yield inspected.filter(({ Id }) => words.includes(Id));
    else if (line.endsWith('facts')) yield facts;
    return false;
  };
  /**
   * @param {string} command
   * @param {string[]} args
   * @param {{ stream: { onOutput(data: { stdout: string }): void, onClose(code: number): void } }} options
   */
  const exec = (command, args, { stream }) => {
    let over = false;
    const end = () => {
      if (over) return;
      over = true;
      stream.onClose(0);
    };
    setTimeout(() => {
      const lines = answer([command, ...args]);
      for (;;) {
        const next = lines.next();
        if (next.done) {
          if (!next.value) end();
          return;
        }
        if (!over)
          stream.onOutput({
            stdout: typeof next.value === 'string' ? next.value : JSON.stringify(next.value),
          });
      }
    }, 0);
    return { close: () => setTimeout(end, 0) };
  };
  const nothing = () => undefined;
  Object.assign(globalThis, {
    ddClient: {
      extension: { image: 'bench:1', host: { cli: { exec } } },
      docker: { cli: { exec } },
      desktopUI: { toast: { success: nothing, warning: nothing, error: nothing }, navigate: {} },
      host: { platform: 'darwin', arch: 'arm64', hostname: 'bench', openExternal: nothing },
    },
  });
}
