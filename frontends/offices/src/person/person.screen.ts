import { peopleLedger } from '@moduan/schema/offices/people-ledger';
import { personRegister } from '@moduan/schema/offices/person';
import type { RegisterScreen } from '@moduan/ui';

/** People; a file of them brings their posts and accounts too. */
export const personScreen: RegisterScreen = { register: personRegister, ledgerFields: peopleLedger };
