/** Rules of `docker extension validate` on the image's labels (Docker docs, "Extension image labels"; its own log of failures). */

const CATEGORIES = new Set(
  'ci-cd container-orchestration cloud-deployment cloud-development database kubernetes networking image-registry security testing-tools utility-tools volumes'.split(
    ' ',
  ),
);
const TITLE = 'org.opencontainers.image.title';
const API = 'com.docker.desktop.extension.api.version';
const REQUIRED = [
  TITLE,
  'org.opencontainers.image.description',
  'org.opencontainers.image.vendor',
  API,
  'com.docker.desktop.extension.icon',
  'com.docker.extension.screenshots',
  'com.docker.extension.detailed-description',
  'com.docker.extension.publisher-url',
  'com.docker.extension.changelog',
  'com.docker.extension.categories',
];
/** The current SDK; an exact version that differs is refused, a range that holds it is not. */
const SDK = '0.4.2';

/** @typedef {{ rule: string, problem: string | null }} Checked */

/**
 * @param {Record<string, string>} labels of the image
 * @param {string} version of the package, which the changelog is for
 * @returns {Checked[]}
 */
export function checkLabels(labels, version) {
  const value = (/** @type {string} */ name) => labels[name] ?? '';
  const list = value('com.docker.extension.categories').split(',').filter(Boolean);
  const unknown = list.filter((one) => !CATEGORIES.has(one));
  return [
    ...REQUIRED.map((name) => ({
      rule: `label ${name} is there`,
      problem: value(name).trim() === '' ? 'it is missing or empty' : null,
    })),
    {
      rule: 'the title does not contain "extension"',
      problem: /extension/i.test(value(TITLE)) ? `it is "${value(TITLE)}"` : null,
    },
    { rule: `the API version is a range that holds ${SDK}`, problem: rangeProblem(value(API)) },
    {
      rule: 'the categories are known ones',
      problem:
        list.length === 0 ? 'there is none' : unknown.length > 0 ? `unknown: ${unknown.join(', ')}` : null,
    },
    {
      rule: 'the icon label is a URL of a picture',
      problem: pictureProblem(value('com.docker.desktop.extension.icon')),
    },
    {
      rule: 'the screenshots are a list of alt and URL of a picture',
      problem: shotsProblem(value('com.docker.extension.screenshots')),
    },
    {
      rule: 'the additional URLs are a list of title and URL',
      problem: linksProblem(value('com.docker.extension.additional-urls')),
    },
    {
      rule: 'the publisher is an https URL',
      problem: urlProblem(value('com.docker.extension.publisher-url')),
    },
    ...['detailed-description', 'changelog'].map((name) => ({
      rule: `the ${name} is sound HTML`,
      problem: htmlProblem(value(`com.docker.extension.${name}`)),
    })),
    {
      rule: 'the changelog is of the current version and no URL',
      problem: !value('com.docker.extension.changelog').includes(version)
        ? `it does not name ${version}`
        : urlProblem(value('com.docker.extension.changelog')) === null
          ? 'it is a URL'
          : null,
    },
    {
      rule: 'the version is a semantic version, as the tag has to be',
      problem:
        /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(value('org.opencontainers.image.version')) &&
        value('org.opencontainers.image.version') === version
          ? null
          : `it is "${value('org.opencontainers.image.version')}", the package is ${version}`,
    },
  ];
}

/** @param {string} range */
function rangeProblem(range) {
  const least = /^(>=|\^|~)\s*(\d+)\.(\d+)\.(\d+)$/.exec(range);
  if (!least) return `"${range}" is no range such as ">= 0.3.4"`;
  const given = least.slice(2).map(Number);
  const sdk = SDK.split('.').map(Number);
  const at = given.findIndex((part, i) => part !== sdk[i]);
  return at === -1 || (least[1] === '>=' && (given[at] ?? 0) < (sdk[at] ?? 0))
    ? null
    : `${SDK} is not in "${range}"`;
}

/** @param {string} text */
function urlProblem(text) {
  return URL.canParse(text) && new URL(text).protocol === 'https:'
    ? null
    : `"${text.slice(0, 60)}" is no https URL`;
}

/** @param {string} url */
function pictureProblem(url) {
  return (
    urlProblem(url) ??
    (/\.(svg|png|jpe?g)$/i.test(new URL(url).pathname) ? null : `${url} is no .svg, .png or .jpg`)
  );
}

/**
 * @param {string} text a JSON list
 * @returns {Record<string, unknown>[] | null}
 */
export function listOf(text) {
  try {
    const value = JSON.parse(text);
    return Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null)
      ? value
      : null;
  } catch {
    return null;
  }
}

/** @param {string} text */
function shotsProblem(text) {
  const shots = listOf(text);
  if (!shots || shots.length === 0) return 'it is no JSON list with an entry';
  const bad = shots.find(
    (one) =>
      typeof one['alt'] !== 'string' || one['alt'] === '' || pictureProblem(String(one['url'])) !== null,
  );
  return bad ? `wrong: ${JSON.stringify(bad).slice(0, 80)}` : null;
}

/** @param {string} text */
function linksProblem(text) {
  const links = listOf(text);
  if (!links || links.length === 0) return 'it is no JSON list with an entry';
  const bad = links.find(
    (one) =>
      typeof one['title'] !== 'string' || one['title'] === '' || urlProblem(String(one['url'])) !== null,
  );
  return bad ? `wrong: ${JSON.stringify(bad).slice(0, 80)}` : null;
}

/** @param {string} html */
function htmlProblem(html) {
  /** @type {string[]} */
  const open = [];
  for (const [, close, tag = ''] of html.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/gi)) {
    if (close === '') open.push(tag);
    else if (open.pop() !== tag) return `</${tag}> closes nothing`;
  }
  if (/<script|javascript:|\son\w+=/i.test(html)) return 'it holds a script';
  return open.length > 0 ? `<${open.at(-1)}> is not closed` : null;
}
