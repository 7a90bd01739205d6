import * as z from 'zod';
import { StandinFailure } from '../failure.ts';

/** Keys Docker once used and `docker extension validate` now reports (extensions-sdk release v0.2.3). */
const OBSOLETE = ['name', 'provider', 'version'] as const;

const imagePath = z.string().regex(/^\/?[^/\0]+(?:\/[^/\0]+)*\/?$/, 'must be a path inside the image');
const socketName = z
  .string()
  .regex(/^[^/\0]+$/, 'must be a file name inside /run/guest-services, without slashes');

const Binaries = z.strictObject({
  darwin: z.array(z.strictObject({ path: imagePath })).optional(),
  linux: z.array(z.strictObject({ path: imagePath })).optional(),
  windows: z.array(z.strictObject({ path: imagePath })).optional(),
});

const Metadata = z.strictObject({
  icon: imagePath,
  ui: z
    .strictObject({
      'dashboard-tab': z
        .strictObject({
          title: z.string().min(1),
          root: imagePath,
          src: z.string().regex(/^[^/\0?][^\0]*$/, 'must be a file relative to root'),
          backend: z.strictObject({ socket: socketName }).optional(),
        })
        .optional(),
    })
    .optional(),
  vm: z
    .union([
      z.strictObject({
        composefile: imagePath,
        exposes: z.strictObject({ socket: socketName }).optional(),
      }),
      z.strictObject({
        image: z.string().min(1),
        exposes: z.strictObject({ socket: socketName }).optional(),
      }),
    ])
    .optional(),
  host: z.strictObject({ binaries: z.array(Binaries) }).optional(),
});

/** `/metadata.json` of an extension image (Docker docs, extensions-sdk/architecture/metadata). */
export type Metadata = z.infer<typeof Metadata>;
export type HostPlatform = 'darwin' | 'linux' | 'windows';

/** A valid metadata file, and one sentence for each thing that is obsolete or doubtful in it. */
export interface CheckedMetadata {
  readonly metadata: Metadata;
  readonly warnings: readonly string[];
}

/** Reads metadata.json. Throws StandinFailure, one sentence, when it is not what Docker Desktop needs. */
export function parseMetadata(text: string): CheckedMetadata {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new StandinFailure(
      `/metadata.json is not valid JSON (${String(error)}); fix the file in the image.`,
    );
  }
  const record = z.record(z.string(), z.unknown()).safeParse(json);
  if (!record.success)
    throw new StandinFailure('/metadata.json must hold a JSON object with icon, ui, vm or host.');
  const obsolete = OBSOLETE.filter((key) => key in record.data);
  const rest = Object.fromEntries(
    Object.entries(record.data).filter(([key]) => !OBSOLETE.some((o) => o === key)),
  );
  const checked = Metadata.safeParse(rest);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    const where = issue?.path.join('.') ?? '';
    throw new StandinFailure(
      `/metadata.json is wrong at "${where === '' ? '(top)' : where}": ${issue?.message ?? 'unknown problem'}; see Docker's extension metadata page.`,
    );
  }
  return {
    metadata: checked.data,
    warnings: [
      ...obsolete.map((key) => `/metadata.json: "${key}" is obsolete; remove it.`),
      ...socketWarnings(checked.data),
      ...platformWarnings(checked.data),
    ],
  };
}

/** Returns the socket the VM service listens on, or null. */
export function socketOf(metadata: Metadata): string | null {
  return metadata.vm?.exposes?.socket ?? metadata.ui?.['dashboard-tab']?.backend?.socket ?? null;
}

/** Returns the paths in the image of the host binaries for one platform. */
export function hostBinaries(metadata: Metadata, platform: HostPlatform): string[] {
  return (metadata.host?.binaries ?? []).flatMap((set) => (set[platform] ?? []).map(({ path }) => path));
}

function socketWarnings(metadata: Metadata): string[] {
  const vm = metadata.vm?.exposes?.socket;
  const ui = metadata.ui?.['dashboard-tab']?.backend?.socket;
  if (vm !== undefined && ui !== undefined && vm !== ui) {
    return [
      `/metadata.json: vm.exposes.socket is "${vm}" but ui.dashboard-tab.backend.socket is "${ui}"; make them the same.`,
    ];
  }
  return ui !== undefined && vm === undefined
    ? [
        '/metadata.json: ui.dashboard-tab.backend.socket is set but vm.exposes.socket is not; Docker’s samples set both.',
      ]
    : [];
}

/** Docker wants a binary for every platform Desktop runs on (extensions-sdk DISTRIBUTION page names Windows). */
function platformWarnings(metadata: Metadata): string[] {
  if (metadata.host === undefined) return [];
  return (['darwin', 'linux', 'windows'] as const)
    .filter((platform) => hostBinaries(metadata, platform).length === 0)
    .map((platform) => `/metadata.json: host.binaries names nothing for ${platform}.`);
}
