import { z } from 'zod';
import { ISSUER_OFFSET } from '../../gateway/sign-in/env.ts';
import { readVariables, type Variables } from '../../packages/platform/service/env.ts';

const HIGHEST_PORT = 65_535 - ISSUER_OFFSET;

const schema = z
  .object({
    /** Where `npm start` put its hub, if not at 4000; it moves the defaults below. */
    PORT: z.coerce.number().int().min(1).max(HIGHEST_PORT).default(4000),
    /** Who gives out tokens for development. */
    OIDC_ISSUER: z.url().optional(),
    /** The graph that the commands ask. */
    PASSERELLE_URL: z.url().optional(),
    /** By which token: in an option it would be seen by others. */
    PASSERELLE_TOKEN: z.string().optional(),
    /** Where npm was called; it then goes to the project's folder. */
    INIT_CWD: z.string().optional(),
  })
  .transform(({ PORT, OIDC_ISSUER, PASSERELLE_URL, PASSERELLE_TOKEN, INIT_CWD }) => ({
    issuer: OIDC_ISSUER ?? `http://127.0.0.1:${PORT + ISSUER_OFFSET}`,
    /** The first association of `npm start`, unless told. */
    url: PASSERELLE_URL ?? `http://127.0.0.1:${PORT + 1}/graphql`,
    token: PASSERELLE_TOKEN,
    folder: INIT_CWD ?? process.cwd(),
  }));

/** Where a command goes, and by which token, when no option says so. Throws one error that says everything that is wrong. */
export const readCommandEnv = (variables: Variables = process.env): z.output<typeof schema> =>
  readVariables(schema, variables);
