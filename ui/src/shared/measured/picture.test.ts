import { known, unknown } from '@hostnet/core';
import type { Facts } from '@hostnet/core';
import {
  DESKTOP_FACTS,
  ENGINE_GONE,
  healthyLanes,
  lossyReport,
  planOf,
  desktopReport,
} from '@hostnet/core/testing';
import { fromReport, NOTHING_MEASURED } from './measured.ts';
import { pictureOf } from './picture.ts';

const byId = (id: string, measured = fromReport(lossyReport())) =>
  pictureOf(measured).arrows.find((arrow) => arrow.id === id);

describe('arrows', () => {
  it('say from, to, transport and outcome', () => {
    expect(byId('host>host-mode/udp')).toMatchObject({ tone: 'bad', mark: '↩', label: 'UDP reply lost' });
    expect(byId('host>host-mode/udp')?.ariaLabel).toMatch(
      /^this computer to host-mode container, UDP: reply lost\. 0 of 4 answered/,
    );
    expect(byId('host-mode>host/tcp')).toMatchObject({ tone: 'ok', label: 'TCP reachable' });
  });

  it('hold every lane behind them', () => {
    expect(byId('host>host-mode/udp')?.lanes).toHaveLength(4);
    expect(byId('host-mode>host/tcp')?.lanes).toHaveLength(6);
  });

  it('of controls that were not asked are left out and told', () => {
    const picture = pictureOf(fromReport(desktopReport()));
    expect(picture.arrows.some((arrow) => arrow.to === 'published')).toBe(false);
    expect(picture.skipped).toEqual(['this computer → published port']);
  });

  it('of promised lanes are drawn while they are measured, those of the published port are not', () => {
    const { arrows } = pictureOf({ ...NOTHING_MEASURED, planned: planOf(healthyLanes()) });
    expect(arrows.filter((arrow) => arrow.tone === 'pending').map((arrow) => arrow.id)).toContain(
      'host>host-mode/tcp',
    );
    expect(arrows.some((arrow) => arrow.to === 'published')).toBe(false);
  });

  it('of a bridge container that may be refused are grey', () => {
    expect(byId('bridge>host-mode/tcp')).toMatchObject({ tone: 'none', label: 'TCP refused' });
  });
});

describe('the virtual machine', () => {
  const vm = (facts: Facts) => pictureOf({ ...NOTHING_MEASURED, facts }).vm?.title ?? null;
  const plain = (sameAsHost: NonNullable<Facts['hostMode']>['sameAsHost']): Facts => ({
    ...DESKTOP_FACTS,
    engine: { ...DESKTOP_FACTS.engine, operatingSystem: 'Debian', desktop: null } as Facts['engine'],
    hostMode: { interfaces: [], sameAsHost },
  });

  it('is there with Docker Desktop, with its address but not a bridge’s', () => {
    expect(vm(DESKTOP_FACTS)).toBe("Docker's Linux VM · 192.0.2.130");
  });

  it('is not drawn unless facts say so', () => {
    expect(pictureOf(NOTHING_MEASURED).vm).toBeNull();
    expect(vm(ENGINE_GONE)).toBeNull();
    expect(vm(plain(unknown('not read')))).toBeNull();
    expect(vm(plain(known(true, 'compared')))).toBeNull();
  });

  it('is another machine where host mode does not see this computer’s interfaces', () => {
    expect(vm(plain(known(false, 'compared')))).toBe("The engine's machine");
  });
});
