import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { CompactSign, compactVerify } from 'jose';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';

/** An Ed25519 public key as people exchange it: its 32 bytes in base64url (RFC 8037, `x`). */
export const PUBLIC_KEY = /^[A-Za-z0-9_-]{43}$/;

/** The key this instance signs with. */
export interface SigningKey {
  publicKey: string;
  privateKey: KeyObject;
}

/** The instance's own key, made when it is first needed; the service alone can read it. */
export async function ownKey({ database }: Pick<ServiceContext, 'database'>): Promise<SigningKey> {
  const { rows } = await database.pool.query<{ public_key: string; private_key: string }>('select * from signing_key');
  const [kept] = rows;
  if (kept) return { publicKey: kept.public_key, privateKey: createPrivateKey(kept.private_key) };
  const pair = generateKeyPairSync('ed25519');
  await database.pool.query(
    'insert into signing_key (public_key, private_key) values ($1, $2) on conflict do nothing',
    [pair.publicKey.export({ format: 'jwk' }).x, pair.privateKey.export({ format: 'pem', type: 'pkcs8' })],
  );
  return ownKey({ database });
}

const ALGORITHM = 'EdDSA';

/** A message signed: a compact JWS (RFC 7515) in Ed25519. The same message gives the same text. */
export function sign(message: object, { privateKey }: SigningKey): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(message)))
    .setProtectedHeader({ alg: ALGORITHM })
    .sign(privateKey);
}

/** Whether a signed message is that of the holder of a public key. */
export async function isSignedBy(publicKey: string, signed: string): Promise<boolean> {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return compactVerify(signed, key, { algorithms: [ALGORITHM] }).then(
    () => true,
    () => false,
  );
}

/** What a signed message says, believed or not; undefined when it cannot be read. */
export function saidIn(signed: string): unknown {
  try {
    return JSON.parse(Buffer.from(signed.split('.')[1]!, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
