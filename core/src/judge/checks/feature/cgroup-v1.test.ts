import type { EngineFacts } from '../../../model/facts.ts';
import { known } from '../../../model/known.ts';
import { cgroupV1 } from './cgroup-v1.ts';
import { dead, desktopFacts, input, plainFacts, promised } from '../../../testing/evidence-fixtures.ts';

const on = (cgroupVersion: string, enabled = true) => {
  const facts = desktopFacts({}, { hostNetworkingEnabled: known(enabled, 'x') });
  const engine: EngineFacts = facts.engine.reachable ? { ...facts.engine, cgroupVersion } : facts.engine;
  return { ...facts, engine };
};
const lanes = promised(dead);

describe('HN0119 cgroup-v1', () => {
  it('fires when Docker Desktop’s VM is on cgroup v1 and nothing is answered', () => {
    expect(cgroupV1.check(input({ facts: on('1'), lanes }))).toMatchObject([
      {
        code: 'HN0119',
        severity: 'error',
        title: 'Docker Desktop’s VM uses cgroup version 1: host networking cannot start there',
        evidence: ['CgroupVersion: 1'],
      },
    ]);
  });

  it('stays silent on cgroup v2, and when the version is not told', () => {
    for (const version of ['2', '']) expect(cgroupV1.check(input({ facts: on(version), lanes }))).toEqual([]);
  });

  it('stays silent while anything is answered: the measurement counts', () => {
    expect(cgroupV1.check(input({ facts: on('1') }))).toEqual([]);
  });

  it('stays silent when the setting says off, which explains it better, and on another engine', () => {
    expect(cgroupV1.check(input({ facts: on('1', false), lanes }))).toEqual([]);
    expect(cgroupV1.check(input({ facts: plainFacts({}, { cgroupVersion: '1' }), lanes }))).toEqual([]);
  });
});
