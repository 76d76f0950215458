/** The part of `oidc-provider` that the development issuer uses; the package carries no types. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  /** A Koa context at the token endpoint. */
  export interface TokenContext {
    oidc: { client?: { clientId: string }; body?: Record<string, string> };
  }

  export class Provider {
    constructor(issuer: string, configuration: object);
    callback(): RequestListener;
  }
}
