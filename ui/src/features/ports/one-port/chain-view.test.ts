import type { PortChain } from '@hostnet/core/listening';
import { chainView } from './chain-view.ts';

const link = (id: PortChain['links'][number]['id'], status: PortChain['links'][number]['status']) => ({
  id,
  title: id,
  status,
  sentence: `${id} is ${status}`,
  evidence: [],
});

const chain = (over: Partial<PortChain> = {}): PortChain => ({
  schema: 'hostnet.port/1',
  port: 8080,
  transport: 'tcp',
  verdict: 'broken',
  broken: 'published',
  sentence: 'web listens on port 80.',
  command: 'curl http://localhost:80',
  links: [
    link('listener', 'ok'),
    link('published', 'broken'),
    link('owner', 'broken'),
    link('network', 'unknown'),
  ],
  ...over,
});

describe('a chain', () => {
  it('lights the first broken link alone and fades what comes after it', () => {
    const { links, end, title } = chainView(chain());
    expect(links.map(({ lit, faded }) => [lit, faded])).toEqual([
      [false, false],
      [true, false],
      [false, true],
      [false, true],
    ]);
    expect(end).toMatchObject({ word: 'Not reachable', tone: 'bad' });
    expect(title).toBe('Port 8080, TCP');
  });

  it('never takes unknown for fine', () => {
    const view = chainView(chain({ verdict: 'unknown', broken: null, links: [link('listener', 'unknown')] }));
    expect(view.links[0]).toMatchObject({ lit: false, faded: false, look: { mark: '?', tone: 'none' } });
    expect(view.end).toMatchObject({ mark: '?', tone: 'none' });
  });
});
