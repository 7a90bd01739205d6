import { Socket } from 'node:net';
import { Connections } from './connections.ts';

describe('Connections', () => {
  it('cuts the oldest stranger when full, and spares those that proved themselves', () => {
    const connections = new Connections(3);
    const [ours, stranger, later, last] = [new Socket(), new Socket(), new Socket(), new Socket()];
    for (const socket of [ours, stranger, later]) connections.add(socket);
    connections.trust(ours);
    connections.add(last);
    expect([ours, stranger, later, last].map((socket) => socket.destroyed)).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(connections.size).toBe(3);
    connections.destroy();
    expect(ours.destroyed && later.destroyed && last.destroyed).toBe(true);
    expect(connections.size).toBe(0);
  });
});
