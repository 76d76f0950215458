import { useState, type ChangeEvent } from 'react';
import { useGraphiQL } from '@graphiql/react';
import { EXAMPLES, type Example } from '../examples.ts';

/** What the gateway says to its page. */
export interface Settings {
  /** Roles that may be taken here; none outside development. */
  roles: string[];
  /** The association this instance belongs to, or an empty text at a hub. */
  association: string;
}

/** Beside the tabs: who asks, and what there is to ask. */
export function Bar({ roles, association }: Settings) {
  const { headerEditor, queryEditor, variableEditor } = useGraphiQL((state) => state);
  const [role, setRole] = useState('');
  const [actsFor, setActsFor] = useState(association);
  const [problem, setProblem] = useState('');

  async function take(next: string, target: string): Promise<void> {
    setRole(next);
    setActsFor(target);
    const taken = await headersOf(next, target, association);
    setProblem(taken.problem);
    headerEditor?.setValue(taken.headers);
  }

  function show(example: Example | undefined): void {
    if (!example) return;
    queryEditor?.setValue(example.document);
    variableEditor?.setValue(JSON.stringify(example.variables ?? {}, null, 2));
    if (roles.length > 0) void take(example.role, actsFor);
  }

  return (
    <div className="bar">
      {roles.length > 0 && (
        <>
          <Choice name="Role" value={role} options={['', ...roles]} onChoose={(next) => void take(next, actsFor)} />
          <label>
            For
            <input
              value={actsFor}
              placeholder={role === 'partner' ? 'organisation' : 'association'}
              onChange={(event) => setActsFor(event.target.value)}
              onBlur={() => void take(role, actsFor)}
            />
          </label>
        </>
      )}
      <Choice
        name="Examples"
        value=""
        options={['', ...EXAMPLES.map(({ title }) => title)]}
        onChoose={(title) => show(EXAMPLES.find((example) => example.title === title))}
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

async function headersOf(role: string, actsFor: string, here: string): Promise<{ headers: string; problem: string }> {
  if (role === '') return { headers: '', problem: '' };
  const target = role === 'partner' ? { association: here, organisation: actsFor } : { association: actsFor };
  const answer = await fetch('/sandbox/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role, ...target }),
  });
  const { token, problem = '' } = (await answer.json()) as { token?: string; problem?: string };
  return { headers: token ? JSON.stringify({ Authorization: `Bearer ${token}` }, null, 2) : '', problem };
}
