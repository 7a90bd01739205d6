import { containerFixture } from '../testing/container-fixture.ts';
import { isWorthDialling } from './worth-dialling.ts';

const map = { transport: 'tcp', containerPort: 3333, hostAddress: '', hostPort: 1080 };
const web = containerFixture('web', { networkMode: 'host', requestedPorts: [map] });
const site = containerFixture('site', { requestedPorts: [map] });
const of = ({ id, name }: { id: string; name: string }, port: number) => ({
  port,
  container: { id, name },
});

describe('isWorthDialling', () => {
  it('P02: takes what a container listens on whose -p names the port in question, on either side', () => {
    const listens = of(web, 8080);
    expect(isWorthDialling(listens, { port: 1080 }, [web, site])).toBe(true);
    expect(isWorthDialling(listens, { port: 3333 }, [web, site])).toBe(true);
  });

  it('leaves the port itself, other containers and programs of no container alone', () => {
    expect(isWorthDialling(of(web, 1080), { port: 1080 }, [web])).toBe(false);
    expect(isWorthDialling(of(web, 8080), { port: 8081 }, [web])).toBe(false);
    expect(isWorthDialling(of(site, 8080), { port: 1080 }, [web, site])).toBe(false);
    expect(isWorthDialling({ port: 8080, container: null }, { port: 1080 }, [web])).toBe(false);
  });

  it('takes each listener where no port is in question', () => {
    expect(isWorthDialling({ port: 8080, container: null }, null, [])).toBe(true);
  });
});
