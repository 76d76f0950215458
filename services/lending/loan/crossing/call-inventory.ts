import { failpoint } from '../../../../packages/platform/context/failpoint.ts';
import { Refusal, type Sentence } from '../../../../packages/platform/refusals/refusal.ts';
import type { CallPeer } from '../../../../packages/platform/peers/subgraph.ts';
import type { ComputerCondition } from '../loan-machine.entity.ts';
import type { Crossing, CrossingVerb } from './crossing.entity.ts';

/** What inventory made of a crossing: the whole of it, or nothing. */
export interface Answer {
  refusal: Refusal | null;
  /** The organisation that gave the computer which went out. */
  donorId?: string | null;
  /** What that computer is. */
  kind?: string | null;
  /** The ticket of a fault that was reported. */
  repairTicketId?: string | null;
}

interface PeerAnswer extends Omit<Answer, 'refusal'> {
  userErrors: ({ field: string[] | null; code: string } & Sentence)[];
}

/**
 * Asks inventory for all that a crossing needs. Every call is idempotent there, refusals included, so that asking again
 * after a crash, or a request that arrives late, gives the same answer. Throws when inventory does not answer.
 */
export const callInventory = (callPeer: CallPeer, crossing: Crossing): Promise<Answer> =>
  QUESTIONS[crossing.verb](new Inventory(callPeer, crossing), crossing);

const QUESTIONS: Record<CrossingVerb, (ask: Inventory, crossing: Crossing) => Promise<Answer>> = {
  handOverComputer: (ask, { computerOut }) => ask.takeOut(computerOut!),
  swapComputer: async (ask, { verb, computerOut, computerBack, condition }) => {
    const out = await ask.takeOut(computerOut!);
    if (out.refusal) return out;
    await failpoint('BETWEEN_QUESTIONS', verb);
    const back = await ask.takeBack(computerBack!, condition!);
    if (back.refusal) await ask.takeBack(computerOut!, 'WORKING');
    return { ...out, refusal: back.refusal };
  },
  returnComputer: (ask, { computerBack, condition }) => ask.takeBack(computerBack!, condition!),
  reportFault: (ask, { computerKept, problem }) => ask.openRepair(computerKept!, problem!),
  cedeLoanedComputer: (ask, { computerBack }) => ask.cede(computerBack!),
  // Inventory knows how a computer is gone, not what its borrower owes.
  declareUnrecovered: (ask, { computerBack, loss }) =>
    ask.declareGone(computerBack!, loss === 'STOLEN' ? 'STOLEN' : 'LOST'),
};

class Inventory {
  constructor(
    private readonly callPeer: CallPeer,
    private readonly crossing: Crossing,
  ) {}

  takeOut(computerId: string): Promise<Answer> {
    return this.send('takeOutComputer', 'donorId kind', { computerId, crossingId: this.crossing.id });
  }

  takeBack(computerId: string, condition: ComputerCondition): Promise<Answer> {
    return this.send('takeBackComputer', '', { computerId, condition });
  }

  openRepair(computerId: string, problem: string): Promise<Answer> {
    return this.send('openLoanRepair', 'repairTicketId', { computerId, problem, crossingId: this.crossing.id });
  }

  cede(computerId: string): Promise<Answer> {
    return this.send('cedeComputer', '', { computerId, crossingId: this.crossing.id });
  }

  declareGone(computerId: string, how: 'LOST' | 'STOLEN'): Promise<Answer> {
    return this.send('declareComputerGone', '', { computerId, how, crossingId: this.crossing.id });
  }

  private async send(verb: string, fields: string, of: object): Promise<Answer> {
    const { loanId, happensOn: on } = this.crossing;
    const data = await this.callPeer('inventory', documentOf(verb, fields), { input: { ...of, loanId, on } });
    const { userErrors, ...told } = data[verb] as PeerAnswer;
    const [first] = userErrors;
    const refusal = first
      ? new Refusal(first.code, first.field?.join('.') ?? null, { en: first.en, fr: first.fr })
      : null;
    return { ...told, refusal };
  }
}

const documentOf = (verb: string, fields: string): string => `
  mutation ($input: ${verb[0]!.toUpperCase()}${verb.slice(1)}Input!) {
    ${verb}(input: $input) { ${fields} userErrors { field code en: message(language: EN) fr: message(language: FR) } }
  }`;
