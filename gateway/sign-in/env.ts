const DEFAULT_ISSUER = 'http://127.0.0.1:4010';

/** Where the development issuer is, for the command that asks it for a token. */
export function issuerOf(variables: Record<string, string | undefined> = process.env): string {
  return variables['OIDC_ISSUER'] ?? DEFAULT_ISSUER;
}
