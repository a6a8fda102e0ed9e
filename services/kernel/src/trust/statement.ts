import { decodeProtectedHeader, jwtVerify, SignJWT, type CryptoKey } from 'jose';
import { Actor, type ActorDescription } from '../actor/actor';
import { ALGORITHM, type SigningKey } from './statement-keys';

/** Seconds that a statement is believed, and for how many of them it is handed out anew. */
const LIFETIME = 60;
const REUSE = 45;
const ISSUER = 'moduan gateway';

/** The gateway asking in its own name. */
const GATEWAY = 'gateway';

/** Signs who asks, for one service and one minute; a statement is used again for the same session. */
export class StatementIssuer {
  readonly #issued = new WeakMap<object, Map<string, { statement: Promise<string>; until: number }>>();
  readonly #own = {};

  constructor(private readonly signing: SigningKey) {}

  /** For a person: what their posts allow, as the session said it last. */
  statementFor(actor: Actor, service: string): Promise<string> {
    return this.#reuse(actor, service, () => ({ actor: actor.describe() }), actor.id);
  }

  /** For use cases that the gateway asks for in its own name. */
  ownStatement(service: string): Promise<string> {
    return this.#reuse(this.#own, service, () => ({}), GATEWAY);
  }

  #reuse(holder: object, service: string, claims: () => Record<string, unknown>, subject: string): Promise<string> {
    let byService = this.#issued.get(holder);
    if (!byService) this.#issued.set(holder, (byService = new Map()));
    const now = Date.now() / 1000;
    const known = byService.get(service);
    if (known && known.until > now) return known.statement;
    const statement = this.#sign(claims(), subject, service);
    statement.catch(() => byService.delete(service));
    byService.set(service, { statement, until: now + REUSE });
    return statement;
  }

  #sign(claims: Record<string, unknown>, subject: string, service: string): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM, kid: this.signing.id })
      .setIssuer(ISSUER)
      .setAudience(service)
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME}s`)
      .sign(this.signing.key);
  }
}

/** Who asks, as the gateway has signed it: a person, or the gateway itself. */
export type Stated = { readonly gateway: true } | { readonly gateway: false; readonly actor: Actor };

const MOST_KNOWN = 10_000;

/** Believes the gateway and nobody else: its key, this service, this minute. */
export class StatementVerifier {
  readonly #known = new Map<string, { stated: Stated; until: number }>();

  constructor(private readonly keys: ReadonlyMap<string, CryptoKey>, private readonly service: string) {}

  /** Throws for whatever is no valid statement for this service. */
  async read(statement: string): Promise<Stated> {
    const now = Date.now() / 1000;
    const known = this.#known.get(statement);
    if (known && known.until > now) return known.stated;
    const { kid } = decodeProtectedHeader(statement);
    const key = this.keys.get(String(kid));
    if (!key) throw new Error('signed by nobody known');
    const { payload } = await jwtVerify(statement, key, { issuer: ISSUER, audience: this.service, algorithms: [ALGORITHM], requiredClaims: ['sub', 'exp', 'iat'], maxTokenAge: `${LIFETIME}s` });
    const stated = statedIn(payload);
    if (this.#known.size >= MOST_KNOWN) this.#known.delete(this.#known.keys().next().value!);
    this.#known.set(statement, { stated, until: payload.exp! });
    return stated;
  }
}

function statedIn({ sub, actor }: { readonly sub?: string; readonly actor?: unknown }): Stated {
  if (sub === GATEWAY && actor === undefined) return { gateway: true };
  const description = actor as ActorDescription | undefined;
  if (!description || description.id !== sub) throw new Error('the statement names nobody');
  return { gateway: false, actor: Actor.from(description) };
}
