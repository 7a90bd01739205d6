import { productName } from '../../shared/page/product.ts';
import type { KnownNow } from './known-now.ts';

/** An engine that is not Docker Desktop's: what is so, and what applies instead. */
export interface OtherEngine {
  readonly title: string;
  readonly text: string;
  /** What to do where host mode does not reach this computer, and the command for it. */
  readonly instead: string;
  readonly command: string;
}

/** Returns what applies to another engine. It promises nothing: the measurement beside it decides. */
export function other(now: KnownNow): OtherEngine {
  const name = productName(now.product);
  const instead = 'Where something does not get through, publish the port instead:';
  const command = 'docker run -p 8080:80 nginx';
  switch (now.product) {
    case 'engine':
    case 'docker-desktop':
      return {
        title: 'There is nothing to turn on',
        text: 'This Docker Engine has no host networking setting: a container started with --network host shares the network of the machine the engine runs on. On this very computer that is its own network.',
        instead,
        command,
      };
    case 'rancher-desktop':
    case 'podman':
      return {
        title: `${name} has no host networking setting`,
        text: `A container started with --network host shares the network of ${name}’s virtual machine, not this computer’s. On Linux without such a machine the two are one.`,
        instead,
        command,
      };
    case 'orbstack':
    case 'colima':
      return {
        title: `${name} has no host networking setting`,
        text: `A container started with --network host shares the network of ${name}’s virtual machine; what ${name} forwards to this computer is measured here.`,
        instead,
        command,
      };
  }
}
