import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { newIdentity, ownerIsGone } from './identity.ts';

describe('identity', () => {
  it('says that its own process lives', () => {
    expect(ownerIsGone(newIdentity().owner)).toBe(false);
  });

  it('says that an ended process is gone', async () => {
    const child = spawn('true');
    await once(child, 'close');
    expect(ownerIsGone(`${hostname()}/${child.pid ?? 0}/1`)).toBe(true);
  });

  it('is not fooled by a process number that is in use again', () => {
    expect(ownerIsGone(`${hostname()}/${process.pid}/1`)).toBe(process.platform === 'linux');
  });

  it.each(['elsewhere/1/1', 'nonsense', ''])('never calls %p gone, which it cannot know', (owner) => {
    expect(ownerIsGone(owner)).toBe(false);
  });

  it('gives every stand-in an id of its own', () => {
    expect(newIdentity().id).not.toBe(newIdentity().id);
  });
});
