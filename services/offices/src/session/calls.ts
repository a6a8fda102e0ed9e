import { createAccessToken, endMyAccessToken, myAccessTokens } from '../access-token/own-access-tokens';
import { changePassword } from '../account/change-password';
import { cityState } from '../city/city-kind';
import { beginRealCity, isFirstLink } from '../city/first-link';
import { beginLink, linkIdentity, myIdentities, unlinkIdentity } from '../identity/own-identities';
import { signInByIdentity } from '../identity/sign-in-by-identity';
import { proveSecondFactor } from '../second-factor/prove-second-factor';
import { beginSecondFactor, confirmSecondFactor, endSecondFactor, renewRecoveryCodes } from '../second-factor/set-up-second-factor';
import { keepMyPreferences, preferencesOf } from '../preference/own-preferences';
import { signOut } from './end-sessions';
import { findActor } from './find-actor';
import { findBearer } from './find-bearer';
import { createFirstAdministrator, isEmpty } from './first-administrator';
import { endMySessions, mySessions } from './own-sessions';
import { refreshSession } from './refresh-session';
import { lockScreen, unlockScreen } from './screen-lock';
import { signIn } from './sign-in';
import { signInRules } from './sign-in-rules';

/** What the gateway asks of offices in its own name: who somebody is, and what holders do with their own account. No part of the graph. */
export const officesCalls = {
  signIn, signInByIdentity, signInRules, refreshSession, signOut, findActor, findBearer,
  changePassword, proveSecondFactor, beginSecondFactor, confirmSecondFactor, endSecondFactor, renewRecoveryCodes,
  lockScreen, unlockScreen, preferencesOf, keepMyPreferences,
  mySessions, endMySessions, myAccessTokens, createAccessToken, endMyAccessToken,
  beginLink, linkIdentity, myIdentities, unlinkIdentity,
  isEmpty, cityState, beginRealCity, isFirstLink, createFirstAdministrator,
};
