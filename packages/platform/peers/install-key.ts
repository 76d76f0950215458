import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';

/** An Ed25519 public key as it travels: its 32 bytes in base64url (RFC 8037, `x`). */
export const PUBLIC_KEY = /^[A-Za-z0-9_-]{43}$/;

/** The key by which an installation signs all it says. */
export interface InstallKey {
  publicKey: string;
  /** An Ed25519 signature, base64url. */
  sign(text: string): string;
}

/** Reads a private key in PEM (PKCS #8). Throws when it is no Ed25519 key. */
export function readInstallKey(pem: string): InstallKey {
  const privateKey = createPrivateKey(pem);
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('The key of an instance must be an Ed25519 key');
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { publicKey: x!, sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url') };
}

/** A new private key in PEM, for a file that nobody else reads. */
export const newInstallKeyPem = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

/** Whether a text was signed by the holder of a public key. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
}

/** What of a text may be kept and shown: sha-256, hexadecimal. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
