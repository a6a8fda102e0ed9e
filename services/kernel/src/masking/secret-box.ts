import { createCipheriv, createDecipheriv, createHmac, createSecretKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';

/** Keys of the installation, 32 bytes each in base64; `sealing` may hold older keys for reading. */
export interface Keys {
  readonly cursor: string;
  readonly hash: string;
  /** Marks the entries of the audit trail. */
  readonly audit: string;
  /** Ed25519, as PEM: tells whether a seal of the audit trail is true. */
  readonly seal: { readonly public: string };
  readonly current: string;
  readonly sealing: Readonly<Record<string, string>>;
  /** A rotation is under way: what the keys will be when the database has been sealed anew. */
  readonly next?: Keys;
  /** Absent in a service that runs by itself. */
  readonly owner?: OwnerKeys;
}

/** Keys of whoever works as the owner of the database. */
export interface OwnerKeys {
  /** The passwords of the services' roles in the database follow from it. */
  readonly roles: string;
  /** Ed25519, as PEM: signs the seals of the audit trail. */
  readonly seal: string;
}

export const freshKeys = (): Keys & { readonly owner: OwnerKeys } => {
  const key = () => randomBytes(32).toString('base64');
  const seal = sealKeys();
  return { cursor: key(), hash: key(), audit: key(), seal: { public: seal.public }, owner: { roles: key(), seal: seal.private }, current: 'k1', sealing: { k1: key() } };
};

function sealKeys(): { private: string; public: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
  return { private: privateKey, public: publicKey };
}

/** A key as the cipher takes it: made for each value it would take ten times as long as its use. */
const secretKey = (key: string): KeyObject => createSecretKey(key, 'base64');

/** Encrypts personal data at rest (AES-256-GCM, the key's name in front) and hashes it for equality and search. */
export class SecretBox {
  #hashing: KeyObject | undefined;
  readonly #sealing = new Map<string, KeyObject>();

  constructor(readonly keys: Keys) {}

  /** What no service that runs by itself is given. */
  get owner(): OwnerKeys {
    if (!this.keys.owner) throw new Error('The keys of the owner are not here');
    return this.keys.owner;
  }

  seal(plain: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key(this.keys.current), nonce);
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return [this.keys.current, Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')].join(':');
  }

  open(sealed: string): string {
    const [name, body] = sealed.split(':') as [string, string];
    const bytes = Buffer.from(body, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', this.#key(name), bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  }

  /** Keyed, and bound to the field, so that equal values of different fields can't be matched. */
  hash(field: string, plain: string): string {
    this.#hashing ??= secretKey(this.keys.hash);
    return createHmac('sha256', this.#hashing).update(`${field}\n${plain}`).digest('base64url');
  }

  #key(name: string): KeyObject {
    const known = this.#sealing.get(name);
    if (known) return known;
    const key = this.keys.sealing[name];
    if (!key) throw new Error(`No sealing key named ${name}`);
    const made = secretKey(key);
    this.#sealing.set(name, made);
    return made;
  }
}
