import './workers.ts';
import './page.css';
import { createRoot } from 'react-dom/client';
import { GraphiQL } from 'graphiql';
import { EXAMPLES } from '../examples.ts';
import { Bar } from './bar.tsx';

interface Sent {
  headers?: Record<string, string>;
}

async function send(request: object, { headers }: Sent = {}): Promise<unknown> {
  const answer = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(request),
  });
  return answer.json();
}

const place = document.getElementById('sandbox') as HTMLElement;
const { roles = '[]', association = '' } = place.dataset;
const [FIRST] = EXAMPLES;

createRoot(place).render(
  <GraphiQL
    fetcher={send}
    defaultTabs={[{ query: FIRST?.document ?? '', variables: JSON.stringify(FIRST?.variables ?? {}, null, 2) }]}
    defaultEditorToolsVisibility="headers"
    shouldPersistHeaders={false}
    showPersistHeadersSettings={false}
  >
    <GraphiQL.Logo>
      <Bar roles={JSON.parse(roles)} association={association} />
    </GraphiQL.Logo>
  </GraphiQL>,
);
