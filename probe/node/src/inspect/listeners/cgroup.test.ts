import { containerOf } from './cgroup.ts';

const id = '0a'.repeat(32);
const outer = 'f1'.repeat(32);
const self = '7'.repeat(64);

describe('containerOf', () => {
  it.each([
    [
      'cgroupfs, v1',
      `12:cpu,cpuacct:/docker/${id}\n1:name=systemd:/docker/${id}\n`,
      '12:cpu,cpuacct:/u\n',
      id,
    ],
    ['cgroupfs, v2', `0::/docker/${id}\n`, '0::/\n', id],
    ['systemd', `0::/system.slice/docker-${id}.scope\n`, '0::/user.slice/user-0.slice\n', id],
    ['from another cgroup namespace', `0::/../${id}\n`, '0::/\n', id],
    ['from another cgroup namespace, systemd', `0::/../docker-${id}.scope\n`, '0::/\n', id],
    ['below the container', `0::/docker/${id}/init\n`, '0::/\n', id],
    [
      'an engine in a container, inside',
      `3:cpu:/docker/${outer}/docker/${id}`,
      `3:cpu:/docker/${outer}/docker/${self}`,
      id,
    ],
    [
      'an engine in a container, outside',
      `3:cpu:/docker/${outer}/docker/${id}`,
      `3:cpu:/docker/${self}`,
      outer,
    ],
    ['one controller without', `12:cpu:/\n0::/docker/${id}\n`, '', id],
    ['no container', '0::/system.slice/ssh.service\n', '0::/\n', null],
    ['digits too few', `0::/docker/${id.slice(1)}\n`, '0::/\n', null],
    ['digits too many', `0::/docker/${id}0\n`, '0::/\n', null],
    ['no such process any more', '', '0::/\n', null],
    ['no path', '0::\n0:\nx\n', '0::\n0:\nx\n', null],
  ])('%s', (_what, groups, own, expected) => {
    expect(containerOf(groups, own)).toBe(expected);
  });
});
