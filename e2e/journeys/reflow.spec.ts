import { test } from '../steps/clean-console';
import { bureauStates, importStates, signInStates, type PortalState } from '../steps/portal-states';
import { expectNothingBeside } from '../steps/reflow';
import { signInAs } from '../steps/sign-in';

// a desk of 1280 pixels at 400 %
test.use({ viewport: { width: 320, height: 640 } });

const journeys: readonly [who: string, states: readonly PortalState[], username?: string][] = [
  ['a stranger', signInStates.slice(0, 1)],
  ['the bureau', bureauStates, 'bureau'],
  ['town staff importing', importStates, 'xinshi-safety'],
];
for (const [who, states, username] of journeys) {
  test(`at 400 % nothing leaves the page at the side: ${who}`, async ({ page }) => {
    test.setTimeout(600_000);
    if (username) await signInAs(page, username);
    for (const { name, open } of states) {
      await open(page);
      await expectNothingBeside(page, name);
    }
  });
}
