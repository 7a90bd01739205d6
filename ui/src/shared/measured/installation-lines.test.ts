import { known } from '@hostnet/core';
import type { Facts } from '@hostnet/core';
import { DESKTOP_FACTS, ENGINE_GONE } from '@hostnet/core/testing';
import { installationOf } from './installation-lines.ts';

const lines = (facts: Facts, verdict: Parameters<typeof installationOf>[1] = 'not-working') =>
  Object.fromEntries(
    installationOf(facts, verdict).map((line) => [line.term, `${line.text} | ${line.note ?? ''}`]),
  );

describe('installation', () => {
  it('tells the setting from the measurement', () => {
    expect(lines(DESKTOP_FACTS)['Host networking']).toBe('does not work (measured) | setting: on, settings');
  });

  it('never says off for a setting it could not read', () => {
    expect(lines(DESKTOP_FACTS)['Isolation (ECI)']).toBe('unknown | not checked');
    const host = { ...DESKTOP_FACTS.host, desktop: null };
    expect(lines({ ...DESKTOP_FACTS, host })['Isolation (ECI)']).toBe('unknown | settings were not read');
    const off = { ...DESKTOP_FACTS.host.desktop!, enhancedContainerIsolation: known(false, 'backend') };
    expect(lines({ ...DESKTOP_FACTS, host: { ...host, desktop: off } })['Isolation (ECI)']).toBe(
      'off | backend',
    );
  });

  it.each([
    ['4.34.0', 'needed in this version'],
    ['4.35.0', 'not needed'],
    ['5.0.0', 'not needed'],
  ])('knows about sign-in with Desktop %s', (version, text) => {
    const engine = { ...DESKTOP_FACTS.engine, desktop: { version, build: '' } } as Facts['engine'];
    expect(lines({ ...DESKTOP_FACTS, engine })['Sign-in']).toContain(text);
  });

  it('says no more than it knows of an engine that is gone', () => {
    expect(Object.keys(lines(ENGINE_GONE))).toEqual(['This computer', 'Docker Engine']);
  });
});
