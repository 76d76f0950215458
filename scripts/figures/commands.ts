import type { GraphQLClient } from 'graphql-request';
import type { SubgraphName } from '../../packages/platform/peers/subgraph.ts';
import { Usage } from '../command/command-line.ts';
import { EXIT } from '../command/exit.ts';
import { acceptAll } from './accept.ts';
import { decide, enrol, invite, listInstalls, type Told } from './enrolment.ts';
import { exitOf, runOperation, type Operation } from './operations.ts';
import { exitOfStatus, readStatuses } from './status.ts';
import { table, tellOutcome, tellStatus } from './tell.ts';
import { WORDS, type Language } from './words.ts';

/** What was asked on the command line. */
export interface Asked {
  command: string | undefined;
  /** What the command is about: a year, a code, an association, an enrolment. */
  subject: string | undefined;
  reason: string | undefined;
  hub: string | undefined;
  withSealed: boolean;
  dryRun: boolean;
  services: SubgraphName[] | undefined;
  language: Language;
}

/** What a command answers: for people, for programs, and for the shell. */
export interface Answer {
  text: string;
  data: unknown;
  exit: number;
}

type Command = (api: GraphQLClient, asked: Asked) => Promise<Answer>;

/** The commands by name; every one that changes something has a dry run. */
export const COMMANDS: Record<string, Command> = {
  status: async (api, asked) => {
    const data = await readStatuses(api, asked);
    return { data, text: tellStatus(data, WORDS[asked.language]), exit: exitOfStatus(data) };
  },
  compare: (api, asked) => operated(api, asked, { verb: 'compare', input: {} }),
  republish: (api, asked) => operated(api, asked, { verb: 'republish', input: {} }),
  restore: (api, asked) => operated(api, asked, { verb: 'restore', input: {} }),
  audit: (api, asked) => operated(api, asked, { verb: 'audit', input: { withSealed: asked.withSealed } }),
  seal: (api, asked) => operated(api, asked, { verb: 'seal', input: { throughYear: subjectOf(asked) } }),
  adjust: (api, asked) =>
    operated(api, asked, { verb: 'adjust', input: { year: subjectOf(asked), reason: asked.reason ?? '' } }),
  accept: async (api, asked) => {
    const data = await acceptAll(api, subjectOf(asked), asked);
    return {
      data,
      text: tellOutcome(data, WORDS[asked.language]),
      exit: data.refusals.length > 0 ? EXIT.failed : EXIT.well,
    };
  },
  installs: async (api, { language }) => {
    const data = await listInstalls(api);
    const { association, state, enrolment, install } = WORDS[language];
    const rows = data.map((one) => [one.associationId ?? one.hub ?? '-', one.state, one.id, one.install ?? '-']);
    return { data, text: table([association, state, enrolment, install], rows), exit: EXIT.well };
  },
  invite: (api, asked) =>
    told(invite(api, asked.hub ? { hub: asked.hub } : { associationId: subjectOf(asked) }, enrolling(asked))),
  enrol: (api, asked) => told(enrol(api, subjectOf(asked), enrolling(asked))),
  approve: (api, asked) => told(decide(api, { verb: 'approve', id: subjectOf(asked) }, enrolling(asked))),
  revoke: (api, asked) => {
    if (!asked.reason) throw new Usage('Say why: --reason "…".');
    return told(decide(api, { verb: 'revoke', id: subjectOf(asked), reason: asked.reason }, enrolling(asked)));
  },
};

const enrolling = ({ dryRun, language }: Asked) => ({ dryRun, language, words: WORDS[language] });

function subjectOf({ command, subject }: Asked): string {
  if (!subject) throw new Usage(`Say what to ${command}.`);
  return subject;
}

async function operated(api: GraphQLClient, asked: Asked, operation: Operation): Promise<Answer> {
  const { services, dryRun, language } = asked;
  const data = await runOperation(api, operation, { ...(services && { services }), dryRun, language });
  return { data, text: tellOutcome(data, WORDS[language]), exit: exitOf(operation, data) };
}

async function told(doing: Promise<Told>): Promise<Answer> {
  const { lines, isDone } = await doing;
  return { data: { isDone, lines }, text: lines.join('\n'), exit: isDone ? EXIT.well : EXIT.failed };
}
