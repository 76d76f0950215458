import { Refusal, type Sentence } from '../../../kit/refusal.ts';
import type { CallPeer } from '../../../kit/subgraph.ts';
import type { ComputerCondition } from '../loan-machine.entity.ts';
import type { Crossing } from './crossing.entity.ts';

const USER_ERRORS = 'userErrors { field code en: message(language: EN) fr: message(language: FR) }';
const TAKE_OUT = `mutation ($input: TakeOutComputerInput!) { takeOutComputer(input: $input) { donorId ${USER_ERRORS} } }`;
const TAKE_BACK = `mutation ($input: TakeBackComputerInput!) { takeBackComputer(input: $input) { ${USER_ERRORS} } }`;

/** What inventory made of a crossing: the whole of it, or nothing. */
export interface Answer {
  refusal: Refusal | null;
  /** The organisation that gave the computer which went out. */
  donorId: string | null;
}

interface PeerAnswer {
  donorId?: string | null;
  userErrors: ({ field: string[] | null; code: string } & Sentence)[];
}

/**
 * Asks inventory for all that a crossing needs. Every call is idempotent there, refusals included, so that asking again
 * after a crash, or a request that arrives late, gives the same answer. Throws when inventory does not answer.
 */
export async function callInventory(callPeer: CallPeer, crossing: Crossing): Promise<Answer> {
  const ask = new Inventory(callPeer, crossing);
  const out = crossing.computerOut ? await ask.takeOut(crossing.computerOut) : NOTHING;
  if (out.refusal || !crossing.computerBack) return out;
  const back = await ask.takeBack(crossing.computerBack, crossing.condition!);
  if (back.refusal && crossing.computerOut) await ask.takeBack(crossing.computerOut, 'WORKING');
  return { ...out, refusal: back.refusal };
}

const NOTHING: Answer = { refusal: null, donorId: null };

class Inventory {
  constructor(
    private readonly callPeer: CallPeer,
    private readonly crossing: Crossing,
  ) {}

  async takeOut(computerId: string): Promise<Answer> {
    return this.send('takeOutComputer', TAKE_OUT, { computerId, crossingId: this.crossing.id });
  }

  async takeBack(computerId: string, condition: ComputerCondition): Promise<Answer> {
    return this.send('takeBackComputer', TAKE_BACK, { computerId, condition });
  }

  private async send(verb: string, document: string, of: object): Promise<Answer> {
    const { loanId, happensOn: on } = this.crossing;
    const data = await this.callPeer('inventory', document, { input: { ...of, loanId, on } });
    const { donorId = null, userErrors } = data[verb] as PeerAnswer;
    const [first] = userErrors;
    const refusal = first
      ? new Refusal(first.code, first.field?.join('.') ?? null, { en: first.en, fr: first.fr })
      : null;
    return { refusal, donorId };
  }
}
