import { SCENARIOS } from '../../bed/scenarios.ts';
import { axeFaults } from './desktop.ts';
import {
  eventually,
  MINUTES,
  misfits,
  nothingLeft,
  settled,
  startDesk,
  type Desk,
  type OpenPage,
} from './desk.ts';

/** What the header says of each verdict. */
const CHIP = {
  working: 'Working',
  'partly-working': 'Partly working',
  'not-working': 'Not working',
  'not-available': 'Not available',
  unknown: 'Unknown',
} as const;

/** Every state of Docker Desktop and of other engines, as the page shows it: the same verdicts as docs/verdicts.md. */
describe('the page of each scenario', () => {
  let desk: Desk;
  let open: OpenPage;
  let shown: string | null = null;

  beforeAll(async () => {
    desk = await startDesk('scenario-pages');
    open = await desk.open();
  }, 3 * MINUTES);
  afterAll(async () => desk.stop(), MINUTES);

  it.each(Object.entries(SCENARIOS))(
    '%s',
    async (name, { verdict, codes }) => {
      const { page, errors } = open;
      await desk.scenario(name);
      const before = shown;
      await page.getByRole('button', { name: 'Diagnose', exact: true }).click();
      await eventually(
        'a new report is kept',
        async () => {
          shown = await page.evaluate(() => localStorage.getItem('hostnet.last-report'));
          return shown !== before;
        },
        MINUTES,
      );
      await settled(page);
      const header = page.getByRole('banner');
      expect(await header.innerText()).toMatch(new RegExp(`^.\\s*${CHIP[verdict]}$`, 'm'));
      const text = await page.getByRole('main').innerText();
      expect(codes.filter((code) => !text.includes(code))).toEqual([]);
      expect(await misfits(page)).toEqual([]);
      expect(await axeFaults(page)).toEqual([]);
      expect(errors).toEqual([]);
    },
    MINUTES,
  );

  it(
    'and nothing is left of all these runs',
    async () => {
      await open.close();
      await nothingLeft(desk);
    },
    MINUTES,
  );
});
