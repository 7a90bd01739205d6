import { specFixture } from '../testing/spec-fixture.ts';
import type { ProbeKind } from '../model/outside.ts';
import { createRequest } from './create-body.ts';

const spec = specFixture();

/** That it is the container of `docker run` is tested on an engine. */
describe('createRequest', () => {
  it.each<[ProbeKind, string[]]>([
    ['host-mode', []],
    ['bridge', []],
    ['published', []],
    ['inspect', ['CAP_NET_RAW']],
    ['owners', ['CAP_DAC_READ_SEARCH', 'CAP_SYS_PTRACE']],
    ['inside', ['CAP_DAC_READ_SEARCH', 'CAP_SYS_PTRACE']],
  ])('gives %s no more than it needs, and has the engine remove it', (kind, capabilities) => {
    const publish = [{ transport: 'tcp', port: 21000, hostPort: 22000 }] as const;
    const { name, body } = createRequest({ kind, spec, expiresAt: 1, join: 'c0ffee', publish }, 'probe:test');
    expect(name).toBe(`hostnet-abcd1234-${kind}`);
    expect(body['HostConfig']).toMatchObject({
      AutoRemove: true,
      CapDrop: ['ALL'],
      CapAdd: capabilities,
      SecurityOpt: ['no-new-privileges'],
      ReadonlyRootfs: true,
      PortBindings: kind === 'published' ? { '21000/tcp': [{ HostIp: '127.0.0.1', HostPort: '22000' }] } : {},
    });
    expect(JSON.stringify(body)).not.toMatch(/Privileged|Binds|Mounts|docker\.sock|Devices/);
  });
});
