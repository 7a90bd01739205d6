import type { Scenario, Scenarios } from './types.ts';

/** Off, with settings that tell it badly or not at all: the measurement decides, and no hint is invented. */
function off(about: string, ...knobs: string[]): Scenario {
  return {
    about: `Host networking off; ${about}`,
    knobs: ['host-networking=off', ...knobs],
    verdict: 'not-working',
    codes: ['HN0111', 'HN0212'],
    remedy: 'Settings › Resources › Network › Enable host networking › Apply.',
  };
}

/** What settings and administrators say, right or wrong (desktop-facts: files and backend API are hints). */
export const SETTINGS: Scenarios = {
  'off-no-hints': off('neither settings file nor backend API', 'setting-store=missing', 'backend-api=down'),
  'off-absent': off('the key is in neither of both', 'setting-store=absent', 'setting-api=absent'),
  'off-api-down': off('backend API down', 'backend-api=down'),
  'off-api-slow': off('backend API answers after 10 s', 'backend-api=slow'),
  'off-api-garbage': off('backend API answers with HTML', 'backend-api=garbage'),
  'off-api-broken': off('backend API answers with HTTP 500', 'setting-api=broken'),
  'off-store-bom': off('settings file with a byte order mark, no API', 'store-form=bom', 'backend-api=down'),
  'off-store-huge': off('settings file of 2 MiB, no API', 'store-form=huge', 'backend-api=down'),
  'off-store-broken': off('settings file cut short, no API', 'setting-store=broken', 'backend-api=down'),
  'off-store-text': off(
    'a text for on and off in the file, no API',
    'store-form=wrong-type',
    'backend-api=down',
  ),
  'off-admin-broken': off('administrator’s file cut short', 'setting-admin=broken'),
  'off-store-on': off('settings file says on, API says off', 'setting-store=on'),
  'off-setting-on': {
    about: 'Host networking does not work although file and API say on',
    knobs: ['host-networking=off', 'setting-store=on', 'setting-api=on'],
    verdict: 'not-working',
    codes: ['HN0112', 'HN0212'],
    remedy: 'Restart Docker Desktop',
  },
  'on-setting-off': {
    about: 'Host networking works although file and API say off',
    knobs: ['setting-store=off', 'setting-api=off'],
    verdict: 'working',
    codes: ['HN0113', 'HN0212'],
  },
  'on-no-hints': {
    about: 'Host networking works; settings file cut short, no API',
    knobs: ['setting-store=broken', 'setting-admin=broken', 'backend-api=down'],
    verdict: 'working',
    codes: ['HN0212'],
  },
  'off-locked': {
    about: 'Host networking off and locked by an administrator',
    knobs: ['host-networking=off', 'setting-admin=locked-off', 'setting-api=locked-off'],
    verdict: 'not-available',
    codes: ['HN0114', 'HN0212'],
    remedy: 'Ask your administrator',
  },
  'on-locked-off': {
    about: 'Host networking works although file and API say locked off',
    knobs: ['setting-admin=locked-off', 'setting-api=locked-off'],
    verdict: 'working',
    codes: ['HN0113', 'HN0212'],
  },
  'on-locked-on': {
    about: 'Host networking on and locked on by an administrator',
    knobs: ['setting-admin=locked-on', 'setting-api=locked-on'],
    verdict: 'working',
    codes: ['HN0212'],
  },
};
