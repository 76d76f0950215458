import { useState, type ChangeEvent } from 'react';
import { useGraphiQL } from '@graphiql/react';
import { FIND_A_DONOR, type Example } from '../examples.ts';
import { send } from './send.ts';

/** What the gateway says to its page, and what there is to ask of it. */
export interface Settings {
  /** Roles that may be taken here; none outside development. */
  roles: string[];
  /** The association this instance belongs to, or an empty text at a hub. */
  association: string;
  examples: readonly Example[];
}

/** Who asks. */
interface Who {
  role: string;
  association: string;
  /** Whom a partner speaks for. */
  organisation: string;
}

/** Beside the tabs: who asks, and what there is to ask. */
export function Bar({ roles, association, examples }: Settings) {
  const { headerEditor, queryEditor, variableEditor } = useGraphiQL((state) => state);
  const [who, setWho] = useState<Who>({ role: '', association, organisation: '' });
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);

  async function be(next: Who): Promise<void> {
    setWho(next);
    setBusy(true);
    try {
      const whole = await withOrganisation(next);
      headerEditor?.setValue(await headersOf(whole));
      setWho(whole);
      setProblem('');
    } catch (error) {
      setProblem((error as Error).message);
    } finally {
      setBusy(false);
    }
  }

  function show(example: Example | undefined): void {
    if (!example) return;
    queryEditor?.setValue(example.document);
    variableEditor?.setValue(JSON.stringify(example.variables ?? {}, null, 2));
    if (roles.length > 0) void be({ ...who, role: example.role });
  }

  const field = (name: 'association' | 'organisation') => (
    <label>
      {name === 'association' ? 'For' : 'As'}
      <input
        value={who[name]}
        placeholder={name}
        onChange={(event) => setWho({ ...who, [name]: event.target.value })}
        onBlur={() => void be(who)}
      />
    </label>
  );

  return (
    <div className="bar" aria-busy={isBusy}>
      {roles.length > 0 && (
        <>
          <Choice
            name="Role"
            value={who.role}
            options={['', ...roles]}
            onChoose={(role) => void be({ ...who, role })}
          />
          {field('association')}
          {who.role === 'partner' && field('organisation')}
        </>
      )}
      <Choice
        name="Examples"
        value=""
        options={['', ...examples.map(({ title }) => title)]}
        onChoose={(title) => show(examples.find((example) => example.title === title))}
      />
      {problem && <span role="alert">{problem}</span>}
    </div>
  );
}

interface ChoiceProps {
  name: string;
  value: string;
  options: string[];
  onChoose(value: string): void;
}

function Choice({ name, value, options, onChoose }: ChoiceProps) {
  return (
    <label>
      {name}
      <select value={value} onChange={(event: ChangeEvent<HTMLSelectElement>) => onChoose(event.target.value)}>
        {options.map((option) => (
          <option key={option} value={option}>
            {option || (name === 'Role' ? 'anonymous' : 'choose…')}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A partner speaks for an organisation: for the first donor, unless somebody else is named. */
async function withOrganisation(who: Who): Promise<Who> {
  if (who.role !== 'partner' || who.organisation) return who;
  const headers = { authorization: await bearerOf({ ...who, role: 'manager' }) };
  const { data } = (await send({ query: FIND_A_DONOR }, { headers })) as {
    data?: { donations: { nodes: { donor: { id: string } | null }[] } } | null;
  };
  return { ...who, organisation: data?.donations.nodes[0]?.donor?.id ?? '' };
}

async function headersOf(who: Who): Promise<string> {
  if (who.role === '') return '';
  return JSON.stringify({ Authorization: await bearerOf(who) }, null, 2);
}

async function bearerOf({ role, association, organisation }: Who): Promise<string> {
  const answer = await fetch('/sandbox/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role, association, ...(role === 'partner' && { organisation }) }),
  });
  const { token, problem } = (await answer.json()) as { token?: string; problem?: string };
  if (!token) throw new Error(problem ?? 'There was no token.');
  return `Bearer ${token}`;
}
