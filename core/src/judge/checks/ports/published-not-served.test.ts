import { known, unknown } from '../../../model/known.ts';
import type { InsideLook, InsideSocket } from '../../../model/port-facts.ts';
import { looked } from '../../../testing/port-evidence.ts';
import { publishedNotServed } from './published-not-served.ts';

const socket = (address: string, port: number): InsideSocket => ({
  transport: 'tcp',
  address,
  port,
  process: 'node',
  family: address.includes(':') ? 'ipv6' : 'ipv4',
});
const check = (hostPort: number, containerPort: number, sockets: InsideLook['sockets']) =>
  publishedNotServed.check(
    looked(
      {},
      {
        inside: [{ container: { id: 'x', name: 'app' }, transport: 'tcp', hostPort, containerPort, sockets }],
      },
    ),
  );
const sees = (...sockets: InsideSocket[]) => known(sockets, 'test');

describe('HN0328 published-not-served', () => {
  it('P01: fires where the program listens on loopback inside the container', () => {
    expect(check(5173, 5173, sees(socket('127.0.0.1', 5173)))).toMatchObject([
      {
        severity: 'error',
        title:
          'app publishes port 5173/tcp, but node listens on 127.0.0.1:5173 inside it, where docker-proxy cannot reach it',
        remedy: { text: 'Let the program in app listen on 0.0.0.0 in place of 127.0.0.1.' },
      },
    ]);
    expect(check(80, 80, sees(socket('::1', 80)))).toHaveLength(1);
  });

  it('P01: fires where it listens on another port, and names that', () => {
    expect(check(15432, 1317, sees(socket('0.0.0.0', 5432)))).toMatchObject([
      {
        title:
          'app publishes port 1317/tcp, but nothing listens on it inside the container; 5432 is what it listens on',
        remedy: { text: 'Publish the port as -p 15432:5432.' },
      },
    ]);
  });

  it('fires where nothing listens at all', () => {
    expect(check(80, 80, sees())[0]?.title).toMatch(/nothing listens on it inside the container$/);
  });

  it('stays silent where a program can be reached, where it could not be looked into, and where no container was', () => {
    for (const address of ['0.0.0.0', '::', '172.17.0.2'])
      expect(check(80, 80, sees(socket('127.0.0.1', 80), socket(address, 80)))).toEqual([]);
    expect(check(80, 80, unknown('refused'))).toEqual([]);
    expect(publishedNotServed.applicable(looked())).toMatch(/was inspected/);
  });
});
