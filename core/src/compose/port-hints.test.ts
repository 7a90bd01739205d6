import { portHints } from './port-hints.ts';

const ask = (text: string, port: number, transport: 'tcp' | 'udp' = 'tcp') =>
  portHints(
    {
      files: [{ file: 'compose.yaml', text: `services:\n${text}` }],
      variables: new Map(),
      load: () => ({ problem: 'there is no such file' }),
    },
    port,
    transport,
  );

describe('portHints', () => {
  it('is what a bridge service publishes, and what it has inside alone', () => {
    const text = '  web:\n    image: x\n    ports: ["8080:80", "53:53/udp"]\n    expose: ["9000"]\n';
    expect(ask(text, 8080)).toEqual([
      { service: 'web', side: 'computer', because: 'web publishes 8080:80 (compose.yaml:4)' },
    ]);
    expect(ask(text, 9000)).toEqual([
      { service: 'web', side: 'container', because: 'web listens on 9000: `expose` (compose.yaml:5)' },
    ]);
    expect(ask(text, 53)).toEqual([]);
    expect(ask(text, 53, 'udp')).toHaveLength(1);
  });

  it('is what a host-mode service listens on: by ports, variables, command and healthcheck', () => {
    const host = (lines: string) => `  web:\n    image: x\n    network_mode: host\n    ${lines}\n`;
    expect(ask(host('environment: [PORT=8080]'), 8080)).toMatchObject([{ side: 'computer' }]);
    expect(ask(host('command: serve --port 8080'), 8080)).toMatchObject([{ side: 'computer' }]);
    expect(ask(host('ports: ["80:8080"]'), 8080)).toMatchObject([{ side: 'computer' }]);
    expect(ask(host('healthcheck: {test: curl http://localhost:8080}'), 8080)).toEqual([
      {
        service: 'web',
        side: 'computer',
        because: 'the healthcheck of web connects to port 8080 (compose.yaml:5)',
      },
    ]);
    expect(ask(host('environment: [DB_HOST=db, DB_PORT=8080]'), 8080)).toEqual([]);
  });
});
