import { PROBE_IMAGE } from '@hostnet/core';
import type { EngineApi, NewImage } from './engine-api.ts';
import { probeBinary } from './probe-binary.ts';
import { probeImage, refusalFrom } from './probe-image.ts';

const never = new AbortController().signal;

/** An engine of this architecture that has these images. */
function engine(arch: string, has: string[], refuse: string | null = null) {
  const imported: NewImage[] = [];
  const api = {
    version: () => Promise.resolve({ Version: '28.5.2', Arch: arch }),
    hasImage: (image: string) => Promise.resolve(has.includes(image)),
    importImage: (image: NewImage) => {
      if (refuse !== null) return Promise.reject(new Error(refuse));
      imported.push(image);
      return Promise.resolve();
    },
  } as Partial<EngineApi> as EngineApi;
  return { api, imported };
}
const failureOf = (work: Promise<void>) =>
  work.then(
    () => 'none',
    (error: unknown) => error,
  );

describe('probeImage', () => {
  const built = (['amd64', 'arm64', 'arm'] as const).filter((arch) => probeBinary(arch) !== null);

  it.each(built)('brings the probe of the engine’s own architecture: %s', async (arch) => {
    const { api, imported } = engine(arch, []);
    const ours = probeImage(PROBE_IMAGE, api);
    expect(ours.name()).toBe(PROBE_IMAGE);
    await ours.bring(never);
    expect(ours.name()).toMatch(/^hostnet\/probe:[0-9a-f]{16}$/);
    expect(imported).toHaveLength(1);
    expect(imported[0]?.changes).toEqual([`LABEL hostnet.probe=${imported[0]?.tag}`]);
    // e_machine of the program's ELF header (elf(5)): which processor it is for.
    const machine = Buffer.from(imported[0]?.tar ?? []).readUInt16LE(2 * 512 + 18);
    expect(machine).toBe({ amd64: 62, arm64: 183, arm: 40 }[arch]);
  });

  it('brings nothing where an earlier run did', async () => {
    const image = probeBinary('amd64')?.image ?? '';
    const { api, imported } = engine('amd64', [image]);
    const ours = probeImage(PROBE_IMAGE, api);
    await ours.bring(never);
    expect([ours.name(), imported]).toEqual([image, []]);
  });

  it('has nothing for a processor that it was not built for', async () => {
    const failure = await failureOf(probeImage(PROBE_IMAGE, engine('riscv64', []).api).bring(never));
    expect(failure).toMatchObject({
      kind: 'image-missing',
      message: 'The probe’s image is not on this engine, and this hostnet has no probe for linux/riscv64.',
    });
  });

  it('puts nothing in the place of an image that somebody named', async () => {
    const { api, imported } = engine('amd64', []);
    const failure = await failureOf(probeImage('mine:1', api).bring(never));
    expect(failure).toMatchObject({
      kind: 'image-missing',
      message: 'The image mine:1 is not on this engine.',
    });
    expect(imported).toEqual([]);
  });

  it('says in one sentence why the engine did not take it', async () => {
    const { api } = engine('amd64', [], '500 {"message":"write /x: no space left on device"}');
    const failure = await failureOf(probeImage(PROBE_IMAGE, api).bring(never));
    expect(failure).toMatchObject({
      kind: 'image-missing',
      message: expect.stringContaining('disk is full') as string,
    });
  });
});

describe('refusalFrom', () => {
  it.each([
    ['500 {"message":"write /var/lib/docker/tmp/x: no space left on device"}', /^The engine’s disk is full/],
    ['500 {"message":"open /var/lib/docker/x: read-only file system"}', /storage is read-only/],
    [
      '403 {"message":"authorization denied by plugin opa: imports are not allowed"}',
      /^A rule of this engine forbids the probe’s image: authorization denied by plugin opa: imports are not allowed$/,
    ],
    ['500 {"message":"something \\"odd\\""}', /^The engine did not store the probe’s image: something/],
    ['socket hang up', /^The engine did not store the probe’s image: socket hang up$/],
  ])('%s', (said, sentence) => {
    expect(refusalFrom(said)).toMatch(sentence);
  });
});
