import { known, unknown, type Known } from '../../../model/known.ts';
import { discoveryDeaf } from './discovery-deaf.ts';
import { behindVm, hostMode, listener, looked } from '../../../testing/port-evidence.ts';

const ha = hostMode('ha', { image: 'ghcr.io/home-assistant/home-assistant:stable' });
const mdns = listener('ha', 5353, { transport: 'udp' });
const heard = (host: Known<number>, inside: Known<number>, protocol: 'mdns' | 'ssdp' = 'mdns') => ({
  discovery: [{ protocol, host, hostMode: inside }],
});
const n = (count: number) => known(count, 'asked');

describe('HN0316 discovery-deaf', () => {
  it('fires as proved where this computer hears others and host mode none', () => {
    const given = { containers: [ha], listeners: [mdns] };
    expect(discoveryDeaf.check(behindVm(given, heard(n(14), n(0))))).toMatchObject([
      {
        severity: 'warning',
        title: 'ha searches for devices with mDNS: here it finds none',
        evidence: ['ha listens on 5353/udp', 'mDNS: answers on this computer: 14, in host mode: 0'],
      },
    ]);
  });

  it('fires as not proved where nothing was to be compared, and says so', () => {
    const given = { containers: [ha], listeners: [mdns] };
    const not = [heard(n(0), n(0)), heard(n(3), unknown('refused')), heard(unknown('refused'), n(0)), {}];
    for (const facts of not) {
      const [finding] = discoveryDeaf.check(behindVm(given, facts));
      expect(finding?.severity).toBe('info');
      expect(finding?.title).toContain('here it may find none');
      expect(finding?.detail).toContain('This is not proved here');
    }
  });

  it.each([
    ['home-assistant', 'mDNS, SSDP'],
    ['esphome/esphome', 'mDNS'],
    ['homebridge/homebridge:latest', 'mDNS'],
    ['lscr.io/linuxserver/plex', 'SSDP'],
    ['jellyfin/jellyfin', 'SSDP'],
    ['ros:humble', 'DDS (ROS 2)'],
  ])('fires by the image %s', (image, protocols) => {
    const [finding] = discoveryDeaf.check(behindVm({ containers: [hostMode('x', { image })] }));
    expect(finding?.title).toBe(`x searches for devices with ${protocols}: here it may find none`);
    expect(finding?.evidence[0]).toBe(`by its image, ${image}`);
  });

  it.each([
    [7401, 'DDS (ROS 2)'],
    [3702, 'WS-Discovery'],
    [57_621, 'Spotify Connect'],
  ])('fires for a socket on UDP %i', (port, protocol) => {
    const given = { containers: [hostMode('x')], listeners: [listener('x', port, { transport: 'udp' })] };
    expect(discoveryDeaf.check(behindVm(given))[0]?.title).toContain(protocol);
  });

  it('stays silent where host mode hears others, and on this computer’s own network without a proof', () => {
    const given = { containers: [hostMode('ha')], listeners: [mdns] };
    expect(discoveryDeaf.check(behindVm(given, heard(n(14), n(12))))).toEqual([]);
    expect(discoveryDeaf.check(looked(given))).toEqual([]);
  });

  it.each([
    ['TCP', hostMode('x'), listener('x', 5353)],
    ['sockets of others', hostMode('x'), listener(null, 5353, { transport: 'udp' })],
    ['other images', hostMode('x', { image: 'nginx:plexiglas' }), listener('x', 80)],
    ['ROS 1', hostMode('x', { image: 'ros:noetic' }), listener('x', 80)],
    ['stopped containers', { ...ha, state: 'exited' }, listener('x', 80)],
    ['bridge containers', { ...ha, networkMode: 'bridge' }, listener('x', 80)],
  ])('stays silent on %s', (_, container, socket) => {
    expect(discoveryDeaf.check(behindVm({ containers: [container], listeners: [socket] }))).toEqual([]);
  });
});
