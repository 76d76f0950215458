import { ClientError, GraphQLClient } from 'graphql-request';
import { Failure } from '../../packages/platform/refusals/failure.ts';
import { Usage } from './command-line.ts';

/** A client of a graph, whose errors are `Failure`s: a sentence with the address, and nothing of what was sent. */
export function graphAt(url: string, token: string): GraphQLClient {
  // Any other sign cannot stand in a header.
  if (!/^[\x21-\x7e]+$/.test(token)) throw new Usage('The access token has signs that no token has: copy it again.');
  return new GraphQLClient(expectAddress('--url', url), {
    headers: { authorization: `Bearer ${token}` },
    fetch: (input, init) =>
      fetch(input, init).catch((cause: Error) => {
        throw nobodyAnswers(url, cause);
      }),
    responseMiddleware: (answer) => {
      if (answer instanceof Failure) throw answer;
      if (answer instanceof ClientError) throw refused(url, answer);
      if (answer instanceof Error) throw noGraph(url);
    },
  });
}

/** An option's value, which must be an address. */
export function expectAddress(option: string, value: string): string {
  if (/^https?:/.test(value) && URL.canParse(value)) return value;
  throw new Usage(`${option}: "${value}" is no address; write http:// or https:// before it.`);
}

function nobodyAnswers(url: string, { cause }: Error): Failure {
  const why = (cause as { code?: string } | undefined)?.code;
  const because = why ? ` (${why})` : '';
  return new Failure({
    en: `Nobody answers at ${url}${because}. Is the instance running? Give its address with --url; where PORT moved npm start, say the same PORT to this command.`,
    fr: `Personne ne répond à ${url}${because}. L'instance est-elle démarrée ? Donnez son adresse avec --url ; si PORT a déplacé npm start, donnez le même PORT à cette commande.`,
  });
}

function noGraph(url: string, status?: number): Failure {
  const how = status === undefined ? '' : ` (HTTP ${status})`;
  return new Failure({
    en: `What answers at ${url} is no graph${how}. Is the address right (--url)? It ends in /graphql.`,
    fr: `Ce qui répond à ${url} n'est pas un graphe${how}. L'adresse est-elle la bonne (--url) ? Elle finit par /graphql.`,
  });
}

function refused(url: string, { response: { errors: [error] = [], status } }: ClientError): Failure {
  const code = error?.extensions?.['code'];
  if (!error || (status === 404 && code === 'NOT_FOUND')) return noGraph(url, status);
  const said = withoutValues(error.message);
  if (code === 'UNAUTHENTICATED') {
    return new Failure({
      en: `${url} does not accept this token: give one that is valid there, with --token or PASSERELLE_TOKEN (“${said}”).`,
      fr: `${url} n'accepte pas ce jeton : donnez-en un qui y soit valable, avec --token ou PASSERELLE_TOKEN (« ${said} »).`,
    });
  }
  const coded = typeof code === 'string' ? ` (${code})` : '';
  return new Failure({ en: `${url} refuses: ${said}${coded}`, fr: `${url} refuse : ${said}${coded}` });
}

/** A message without the long values that it quotes: they may be a file somebody sent. */
const withoutValues = (message: string): string => message.replace(/"[^"]{60,}"/g, '"…"');
