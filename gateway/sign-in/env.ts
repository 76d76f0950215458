/** The port of the development issuer, counted from that of the hub. */
export const ISSUER_OFFSET = 10;
const DEFAULT_PORT = 4000;

/** Where the development issuer is, for the commands that ask it for a token: beside the hub of `npm start`, whose `PORT` moves both. */
export function issuerOf(variables: Record<string, string | undefined> = process.env): string {
  return variables['OIDC_ISSUER'] ?? `http://127.0.0.1:${Number(variables['PORT'] || DEFAULT_PORT) + ISSUER_OFFSET}`;
}
