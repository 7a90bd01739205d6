import * as z from 'zod';
import { StandinFailure } from '../failure.ts';

const TITLE = 'org.opencontainers.image.title';
const API_VERSION = 'com.docker.desktop.extension.api.version';
const CATEGORIES = 'com.docker.extension.categories';

/** Labels the Marketplace's validator wants beside the API version (Docker docs, extensions-sdk/extensions/labels). */
const WANTED = [
  TITLE,
  'org.opencontainers.image.description',
  'org.opencontainers.image.vendor',
  'com.docker.desktop.extension.icon',
  'com.docker.extension.screenshots',
  'com.docker.extension.detailed-description',
  'com.docker.extension.publisher-url',
  'com.docker.extension.changelog',
  'com.docker.extension.additional-urls',
  CATEGORIES,
] as const;

/** The categories the Marketplace knows (same page). */
const KNOWN_CATEGORIES: ReadonlySet<string> = new Set([
  'ci-cd',
  'container-orchestration',
  'cloud-deployment',
  'cloud-development',
  'database',
  'kubernetes',
  'networking',
  'image-registry',
  'security',
  'testing-tools',
  'utility-tools',
  'volumes',
]);

const Links = z.array(z.object({ title: z.string().min(1), url: z.url() }));
const Screenshots = z.array(z.object({ alt: z.string().min(1), url: z.url() }));

/** What an image's labels say of the extension. */
export interface CheckedLabels {
  readonly title: string;
  readonly warnings: readonly string[];
}

/**
 * Checks an image's labels. Throws StandinFailure when the API version is missing (Desktop refuses to install) or the
 * title holds the word "extension" (the validator refuses it); every other fault is a warning.
 */
export function checkLabels(image: string, labels: Readonly<Record<string, string>>): CheckedLabels {
  const version = labels[API_VERSION]?.trim() ?? '';
  if (version === '') {
    throw new StandinFailure(
      `${image} has no label ${API_VERSION}, so it is no Docker Desktop extension; add it, for example LABEL ${API_VERSION}=">= 0.3.4".`,
    );
  }
  const title = labels[TITLE]?.trim() ?? '';
  if (/extension/i.test(title)) {
    throw new StandinFailure(
      `The label ${TITLE} of ${image} is "${title}", and Docker refuses titles with the word "extension"; choose another title.`,
    );
  }
  const warnings = WANTED.filter((label) => (labels[label]?.trim() ?? '') === '').map(
    (label) => `label ${label} is missing or empty.`,
  );
  if (/^\d+\.\d+\.\d+$/.test(version)) {
    warnings.push(
      `label ${API_VERSION} is the exact version "${version}"; use a range such as ">= ${version}".`,
    );
  }
  warnings.push(
    ...(labels[CATEGORIES] ?? '')
      .split(',')
      .map((category) => category.trim())
      .filter((category) => category !== '' && !KNOWN_CATEGORIES.has(category))
      .map((category) => `label ${CATEGORIES} holds "${category}", which is no Marketplace category.`),
    ...jsonWarning(labels, 'com.docker.extension.screenshots', Screenshots, '[{"alt", "url"}]'),
    ...jsonWarning(labels, 'com.docker.extension.additional-urls', Links, '[{"title", "url"}]'),
  );
  return { title: title === '' ? image : title, warnings };
}

function jsonWarning(
  labels: Readonly<Record<string, string>>,
  label: string,
  schema: z.ZodType,
  expected: string,
): string[] {
  const text = labels[label]?.trim() ?? '';
  if (text === '') return [];
  try {
    if (schema.safeParse(JSON.parse(text)).success) return [];
  } catch {
    // Not JSON at all: the same warning says so.
  }
  return [`label ${label} must be a JSON array of the form ${expected}.`];
}
