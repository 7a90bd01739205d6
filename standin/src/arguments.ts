import { parseArgs } from 'node:util';
import { messageOf, UsageFailure } from './failure.ts';
import type { Profile } from './exec/program.ts';

/** A command line that makes sense. */
export type Command =
  | {
      readonly verb: 'serve';
      readonly image: string;
      readonly profile: Profile;
      readonly dockerHost: string | null;
      readonly stateDir: string | null;
      readonly port: number;
      readonly prefix: string;
      readonly name: string | null;
      readonly scenario: string | null;
      readonly json: boolean;
    }
  | {
      readonly verb: 'install' | 'uninstall';
      readonly image: string;
      readonly stateDir: string;
      readonly dockerHost: string | null;
      readonly name: string | null;
      readonly json: boolean;
    }
  | { readonly verb: 'help' };

export const HELP = `standin: a stand-in for Docker Desktop that installs and runs an extension image.

  standin serve     --image REF [--profile desktop|rancher] [--docker-host URL] [--state DIR]
                    [--port N] [--prefix /some/path] [--name NAME] [--scenario NAME] [--json]
  standin install   --image REF --state DIR [--docker-host URL] [--name NAME] [--json]
  standin uninstall --image REF --state DIR [--docker-host URL] [--name NAME] [--json]

serve      Installs the image, starts its VM service and prints the address of its dashboard tab.
           Ctrl+C takes everything down again. With --state the installation and its volumes stay.
install    Checks the image and lays its parts out in DIR, without running anything.
uninstall  Removes the containers, network and volumes of an image, and its files in DIR.
`;

const OPTIONS = {
  image: { type: 'string' },
  profile: { type: 'string' },
  'docker-host': { type: 'string' },
  state: { type: 'string' },
  port: { type: 'string' },
  prefix: { type: 'string' },
  name: { type: 'string' },
  scenario: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const ONLY_SERVE = ['profile', 'port', 'prefix', 'scenario'] as const;

/** Reads the words after the program's name. Throws UsageFailure, one sentence. */
export function readArguments(argv: readonly string[]): Command {
  const { values, positionals } = parsed(argv);
  const [verb, extra] = positionals;
  if (values.help === true || verb === 'help') return { verb: 'help' };
  if (verb !== 'serve' && verb !== 'install' && verb !== 'uninstall') {
    throw new UsageFailure(
      `${verb === undefined ? 'A verb is missing' : `"${verb}" is no verb`}; use serve, install or uninstall.`,
    );
  }
  if (extra !== undefined)
    throw new UsageFailure(`"${extra}" is one word too many; give the image with --image.`);
  if (values.image === undefined || values.image === '')
    throw new UsageFailure('The image is missing; give it with --image REF.');
  if (values.name !== undefined && !/^[a-z0-9][a-z0-9_-]*$/.test(values.name)) {
    throw new UsageFailure(`--name "${values.name}" must be small letters, digits, _ and -.`);
  }
  const common = {
    image: values.image,
    dockerHost: values['docker-host'] ?? null,
    name: values.name ?? null,
    json: values.json ?? false,
  };
  if (verb === 'serve') {
    if (values.scenario !== undefined && values['docker-host'] !== undefined) {
      throw new UsageFailure('--scenario brings its own engine; leave out --docker-host.');
    }
    return {
      verb,
      ...common,
      profile: profileOf(values.profile ?? 'desktop'),
      stateDir: values.state ?? null,
      port: portOf(values.port ?? '0'),
      prefix: prefixOf(values.prefix ?? '/ui'),
      scenario: values.scenario ?? null,
    };
  }
  const wrong = ONLY_SERVE.find((name) => values[name] !== undefined);
  if (wrong !== undefined) throw new UsageFailure(`--${wrong} belongs to "serve", not to "${verb}".`);
  if (values.state === undefined) throw new UsageFailure(`"${verb}" needs --state DIR.`);
  return { verb, ...common, stateDir: values.state };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageFailure(`${messageOf(error).split(/\.\s/)[0] ?? ''}; see "standin --help".`);
  }
}

function profileOf(text: string): Profile {
  if (text === 'desktop' || text === 'rancher') return text;
  throw new UsageFailure(`--profile "${text}" is unknown; use desktop or rancher.`);
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 0 && port <= 65_535) return port;
  throw new UsageFailure(`--port "${text}" is no port; give a number from 0 (any free one) to 65535.`);
}

function prefixOf(text: string): string {
  if (text === '/' || /^(?:\/[\w.-]+)+\/?$/.test(text)) return text;
  throw new UsageFailure(`--prefix "${text}" is no path; write it like /some/path.`);
}
