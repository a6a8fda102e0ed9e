import { expectAccessible } from './axe';
import { test } from './clean-console';
import { administratorStates, brokenStates, bureauStates, importStates, signInStates, type PortalState } from './portal-states';
import { signInAs } from './sign-in';

/** Every state of the portal in the size of the project; states of one person one after another. */
export function everyStateIsAccessible(): void {
  const journey = (who: string, states: readonly PortalState[], username?: string) =>
    test(`${who}: no page hinders anybody`, async ({ page }) => {
      test.setTimeout(600_000);
      if (username) await signInAs(page, username);
      for (const { name, open, within } of states) {
        await test.step(name, async () => {
          await open(page);
          await expectAccessible(page, name, within);
        });
      }
    });

  test.describe('as a stranger', () => {
    // a refused sign-in is answered with this status
    test.use({ expected: /status of 401 .*\/session/ });
    journey('signing in', signInStates);
  });
  journey('the bureau', bureauStates, 'bureau');
  journey('the administrator', administratorStates, 'admin');
  journey('town staff importing', importStates, 'xinshi-safety');
  test.describe('with something broken', () => {
    test.use({ expected: /ERR_FAILED|status of 500|Failed to fetch/ });
    journey('what is broken', brokenStates, 'bureau');
  });
}
