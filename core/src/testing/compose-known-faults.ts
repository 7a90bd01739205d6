/** One project of testdata: the files as `docker compose -f` would get them, and each fault that was planted in them. */
export interface KnownFaults {
  readonly files: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  /** Code and line, in the first of `files`, or in the file that is named. */
  readonly faults: readonly (readonly [code: string, line: number, file?: string])[];
}

/** Faults are written down from the files, never from what the linter says of them. */
export const KNOWN_FAULTS: readonly KnownFaults[] = [
  { files: ['home-assistant.yaml'], faults: [] },
  { files: ['plex.yaml'], faults: [] },
  { files: ['wordpress.yaml'], faults: [] },
  { files: ['voting-app.yaml'], faults: [] },
  { files: ['monitoring.yaml'], faults: [] },
  { files: ['profiles-alternatives.yaml'], faults: [] },
  { files: ['several-addresses.yaml'], faults: [] },
  { files: ['unknown-variables.yaml'], faults: [] },
  { files: ['words-not-hosts.yaml'], faults: [] },
  { files: ['known-by-hosts-file.yaml'], faults: [] },
  { files: ['swarm-clean.yaml'], faults: [] },
  { files: ['root-low-port.yaml'], faults: [] },
  { files: ['anchors-clean.yaml'], faults: [] },
  { files: ['override-clean/compose.yaml', 'override-clean/compose.override.yaml'], faults: [] },
  { files: ['commented-out.yaml'], faults: [] },
  { files: ['disabled-healthcheck.yaml'], faults: [] },
  { files: ['frigate.yaml'], faults: [['HN0601', 6]] },
  {
    files: ['pihole.yaml'],
    faults: [
      ['HN0601', 6],
      ['HN0602', 12],
    ],
  },
  {
    files: ['odoo.yaml'],
    faults: [
      ['HN0603', 6],
      ['HN0603', 8],
      ['HN0606', 10],
    ],
  },
  { files: ['technitium.yaml'], faults: [['HN0604', 9]] },
  {
    files: ['netalertx.yaml'],
    faults: [
      ['HN0604', 7],
      ['HN0604', 8],
    ],
  },
  {
    files: ['two-proxies.yaml'],
    faults: [
      ['HN0605', 11],
      ['HN0605', 15],
    ],
  },
  {
    files: ['ranges.yaml'],
    faults: [
      ['HN0605', 9],
      ['HN0605', 15],
    ],
  },
  {
    files: ['host-names.yaml'],
    faults: [
      ['HN0606', 6],
      ['HN0606', 7],
      ['HN0606', 8],
      ['HN0606', 9],
      ['HN0606', 10],
      ['HN0606', 11],
      ['HN0606', 12],
      ['HN0606', 12],
      ['HN0606', 13],
      ['HN0606', 13],
    ],
  },
  {
    files: ['host-list-environment.yaml'],
    faults: [
      ['HN0606', 7],
      ['HN0606', 8],
    ],
  },
  {
    files: ['npm.yaml'],
    faults: [
      ['HN0607', 10],
      ['HN0607', 11],
      ['HN0607', 12],
    ],
  },
  {
    files: ['syncthing.yaml'],
    faults: [
      ['HN0608', 6],
      ['HN0608', 12],
      ['HN0608', 17],
    ],
  },
  {
    files: ['non-root.yaml'],
    faults: [
      ['HN0609', 7],
      ['HN0601', 12],
      ['HN0609', 13],
      ['HN0609', 19],
      ['HN0609', 25],
    ],
  },
  { files: ['stack-network-mode.yaml'], faults: [['HN0610', 5]] },
  {
    files: ['stack-ports.yaml'],
    faults: [
      ['HN0611', 7],
      ['HN0602', 15],
    ],
  },
  {
    files: ['stack-replicas.yaml'],
    faults: [['HN0612', 8]],
  },
  { files: ['scaled.yaml'], faults: [['HN0612', 4]] },
  { files: ['front-and-host.yaml'], faults: [['HN0614', 12]] },
  { files: ['driver-host.yaml'], faults: [['HN0613', 7]] },
  {
    files: ['anchors-faults.yaml'],
    faults: [
      ['HN0601', 3],
      ['HN0606', 6],
    ],
  },
  {
    files: ['by-default-values.yaml'],
    faults: [
      ['HN0601', 5],
      ['HN0606', 8],
      ['HN0605', 12],
    ],
  },
  {
    files: ['by-variables.yaml'],
    variables: { MODE: 'host', PORT: '7000' },
    faults: [
      ['HN0602', 5],
      ['HN0605', 10],
    ],
  },
  {
    files: ['host-in-capitals.yaml'],
    faults: [['HN0616', 4]],
  },
  {
    files: ['through-another.yaml'],
    faults: [
      ['HN0615', 8],
      ['HN0606', 10],
    ],
  },
  {
    files: ['extends-same-file.yaml'],
    faults: [
      ['HN0601', 8],
      ['HN0601', 8],
      ['HN0605', 9],
    ],
  },
  { files: ['flow-style.yaml'], faults: [['HN0601', 1]] },
  { files: ['two-documents.yaml'], faults: [['HN0601', 4]] },
  {
    files: ['alias-in-name.yaml'],
    faults: [
      ['HN0606', 6],
      ['HN0606', 7],
    ],
  },
  {
    files: ['override-faults/compose.yaml', 'override-faults/compose.override.yaml'],
    faults: [
      ['HN0601', 3, 'override-faults/compose.override.yaml'],
      ['HN0606', 7],
      ['HN0606', 5, 'override-faults/compose.override.yaml'],
    ],
  },
  {
    files: ['override-replaces/compose.yaml', 'override-replaces/compose.override.yaml'],
    faults: [['HN0601', 6, 'override-replaces/compose.override.yaml']],
  },
  {
    files: ['extends-file/compose.yaml'],
    faults: [
      ['HN0606', 7],
      ['HN0601', 7, 'extends-file/common/base.yaml'],
    ],
  },
  {
    files: ['include/compose.yaml'],
    faults: [
      ['HN0606', 9],
      ['HN0606', 10],
      ['HN0605', 4, 'include/infra/cache.yaml'],
    ],
  },
];
