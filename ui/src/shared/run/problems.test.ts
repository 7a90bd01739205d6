import { ProbeFailure } from '@hostnet/core';
import { DESKTOP_FACTS, ENGINE_GONE, desktopReport } from '@hostnet/core/testing';
import { problemFrom, problemInFacts, serviceProblem } from './problems.ts';

describe('problems', () => {
  it('of facts are told for each port', () => {
    expect(problemInFacts(null)).toBeNull();
    expect(problemInFacts(desktopReport().facts)).toBeNull();
    expect(problemInFacts(ENGINE_GONE)).toMatchObject({ port: 'engine' });
    const probeFailure = { kind: 'helper-missing', message: '', detail: 'not found' };
    expect(problemInFacts({ ...DESKTOP_FACTS, probeFailure })).toMatchObject({
      port: 'host',
      message: expect.stringContaining('not found') as string,
    });
    expect(
      problemInFacts({ ...DESKTOP_FACTS, probeFailure: { ...probeFailure, kind: 'start-refused' } }),
    ).toBeNull();
  });

  it.each([
    [new ProbeFailure('helper-missing', 'x'), 'host'],
    [new ProbeFailure('engine-unreachable', 'x'), 'engine'],
    [new ProbeFailure('protocol', 'x'), 'run'],
    [Object.assign(new Error('x'), { name: 'NotInDesktop' }), 'desktop'],
    [new Error('x'), 'run'],
    ['x', 'run'],
  ])('of a run that threw %s are of port %s', (error, port) => {
    expect(problemFrom(error)).toMatchObject({ port, fix: expect.stringMatching(/\w/) as string });
  });

  it('of the service keep its own remedy', () => {
    expect(
      serviceProblem(Object.assign(new Error('The disk is full.'), { fix: 'Free some.' })),
    ).toMatchObject({ fix: 'Free some.' });
  });
});
