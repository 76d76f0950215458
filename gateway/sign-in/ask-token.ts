import { Failure } from '../../packages/platform/refusals/failure.ts';
import { DEVELOPMENT_SECRET, type TokenRequest } from './development-clients.ts';

/** Asks the running development issuer for an access token; rejects with a `Failure`. */
export async function askToken(issuer: string, { role, ...whose }: TokenRequest): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: role,
    client_secret: DEVELOPMENT_SECRET,
  });
  for (const [claim, value] of Object.entries(whose)) if (value) form.set(claim, value);
  const answer = await fetch(new URL('/token', issuer), { method: 'POST', body: form }).catch(() => null);
  if (!answer) throw nobodyAnswers(issuer);
  const body = (await answer.json().catch(() => ({}))) as { access_token?: string; error_description?: string };
  if (!body.access_token) throw noToken(issuer, body.error_description ?? `HTTP ${answer.status}`);
  return body.access_token;
}

const nobodyAnswers = (issuer: string): Failure =>
  new Failure({
    en: `No development issuer answers at ${issuer}. Start the platform with “npm start” first; where PORT moved it, say the same PORT here.`,
    fr: `Aucun fournisseur de jetons de démonstration ne répond à ${issuer}. Démarrez d'abord avec « npm start » ; si PORT l'a déplacé, donnez le même PORT ici.`,
  });

const noToken = (issuer: string, why: string): Failure =>
  new Failure({
    en: `${issuer} gave no token (${why}). That of npm start is ten ports above its hub.`,
    fr: `${issuer} n'a pas donné de jeton (${why}). Celui de npm start est dix ports au-dessus de la plateforme.`,
  });
