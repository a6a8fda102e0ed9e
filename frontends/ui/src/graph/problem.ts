import { CombinedGraphQLErrors, ServerError } from '@apollo/client/core';
import { t } from '../words/words';

export interface FieldFault {
  readonly path: string;
  readonly message: string;
}
interface Details {
  readonly fields?: readonly FieldFault[];
  /** The version that is stored now, when somebody else changed the record first. */
  readonly current?: number;
  readonly by?: string;
  readonly at?: string;
  /** What was entered is registered outside of the reach. */
  readonly elsewhere?: boolean;
  readonly attemptsLeft?: number;
  readonly retryAfterSeconds?: number;
}

/** What went wrong, as the pages switch on it: a code of the contract, or UNREACHABLE when nobody answered. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly details: Details = {},
    readonly requestId?: string,
  ) {
    super(message);
  }

  /** Somebody changed the record since it was read. */
  get isStale() {
    return this.code === 'CONFLICT' && this.details.current !== undefined;
  }

  /** The server has decided; sending the same again would give the same answer. */
  get isFinal() {
    return !['UNREACHABLE', 'INTERNAL', 'RATE_LIMITED', 'UNAUTHENTICATED'].includes(this.code);
  }
}

interface Extensions {
  readonly code?: string;
  readonly details?: Details;
  readonly requestId?: string;
}

interface Told {
  readonly message: string;
  readonly extensions?: Extensions;
}

const problemTold = ({ message, extensions: { code = 'INTERNAL', details, requestId } = {} }: Told) => new Problem(code, code === 'INTERNAL' ? t('internal') : message, details, requestId);

/** An answer of another status than 200 tells its errors in the body all the same. */
const toldIn = ({ bodyText, statusCode }: ServerError): Told => {
  const unsaid = { message: '', extensions: { code: statusCode === 401 ? 'UNAUTHENTICATED' : statusCode >= 502 ? 'UNREACHABLE' : 'INTERNAL' } };
  try {
    return (JSON.parse(bodyText) as { errors?: Told[] }).errors?.[0] ?? unsaid;
  } catch {
    return unsaid;
  }
};

export const toProblem = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (CombinedGraphQLErrors.is(error)) return problemTold(error.errors[0] ?? { message: '' });
  if (ServerError.is(error)) return problemTold(toldIn(error));
  return new Problem('UNREACHABLE', t('offlineText'));
};

/** The problem that an HTTP answer of the gateway tells in its JSON body. */
export const problemOf = async (response: Response): Promise<Problem> => {
  const body = (await response.json().catch(() => ({}))) as Partial<{ code: string; message: string; details: Details; requestId: string }>;
  const code = body.code ?? { 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 404: 'NOT_FOUND', 429: 'RATE_LIMITED' }[response.status] ?? 'INTERNAL';
  return new Problem(code, body.message ?? t('internal'), body.details, body.requestId);
};
