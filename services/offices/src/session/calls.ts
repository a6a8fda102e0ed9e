import { createFirstAdministrator, isEmpty } from './first-administrator';
import { findActor } from './find-actor';
import { signIn, signOut } from './sign-in';

/** What the gateway asks of offices in its own name: who somebody is, and nothing that a person could ask in the graph. */
export const officesCalls = { signIn, signOut, findActor, isEmpty, createFirstAdministrator };
