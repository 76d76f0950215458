import { DEVELOPMENT_SECRET, type TokenRequest } from './development-clients.ts';

/** Asks the running development issuer for an access token; rejects with a sentence for people. */
export async function askToken(issuer: string, { role, association, organisation }: TokenRequest): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: role,
    client_secret: DEVELOPMENT_SECRET,
  });
  if (association) form.set('association', association);
  if (organisation) form.set('organisation', organisation);
  const answer = await fetch(new URL('/token', issuer), { method: 'POST', body: form }).catch(() => null);
  if (!answer)
    throw new Error(`No development issuer answers at ${issuer}. Start the platform with “npm start” first.`);
  const body = (await answer.json()) as { access_token?: string; error_description?: string };
  if (!body.access_token) throw new Error(`${issuer} gave no token: ${body.error_description ?? answer.status}.`);
  return body.access_token;
}
