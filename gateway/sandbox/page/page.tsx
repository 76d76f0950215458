import './workers.ts';
import './page.css';
import { createRoot } from 'react-dom/client';
import { GraphiQL } from 'graphiql';
import { examplesAt } from '../examples.ts';
import { Bar } from './bar.tsx';
import { openingFrom } from './opening.ts';
import { send } from './send.ts';

const place = document.getElementById('sandbox') as HTMLElement;
const { roles = '[]', association = '' } = place.dataset;
const examples = examplesAt(association || null);
const opening = openingFrom(localStorage, examples[0]);

createRoot(place).render(
  <GraphiQL
    fetcher={send}
    defaultTabs={[opening]}
    initialQuery={opening.query}
    initialVariables={opening.variables}
    defaultEditorToolsVisibility="headers"
    shouldPersistHeaders={false}
    showPersistHeadersSettings={false}
  >
    <GraphiQL.Logo>
      <Bar roles={JSON.parse(roles)} association={association} examples={examples} />
    </GraphiQL.Logo>
  </GraphiQL>,
);
