import { setTimeout } from 'node:timers/promises';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { CallPeer } from '../../../packages/platform/peers/subgraph.ts';

/** An inventory of a few lines: what it lets go, what it refuses, and when it breaks down. Partners beside it knows the association's name, training nobody. */
export interface ScriptedInventory {
  callPeer: CallPeer;
  /** Each computer that is out, with its loan. */
  out: Map<string, string>;
  /** Each call about a computer it received, as "takeOutComputer computer_01h…". */
  calls: string[];
  /** Computers that are in no state to go out; a computer that came back joins them. */
  notReady: Set<string>;
  /** What each computer is; a desktop unless told. */
  kinds: Map<string, string>;
  /** The computers that were ceded or given up, and how. */
  gone: Map<string, string>;
  /** The tickets of computers in repair at their borrowers. */
  tickets: Map<string, string>;
  /** Computers that it does not take back, nor lets go for good, nor repairs. */
  keepsOut: Set<string>;
  /** The computers it keeps, each for a loan. */
  reserved: Map<string, string>;
  /** Who gave which computer. */
  donors: Map<string, string>;
  /** Breaks the next calls down: before anything is done, after it was done, or by never answering. */
  breakDown: 'never' | 'before' | 'after' | 'hang';
  /** Answers nobody before this many calls in all have come, so that they meet. */
  answersAfter: number;
  /** Breaks the connections of the calls that were never answered. */
  hangUp(): void;
}

interface Call {
  computerId: string;
  loanId: string;
  how?: string;
}

export function anInventory(): ScriptedInventory {
  const hanging: ((error: Error) => void)[] = [];
  const inventory: ScriptedInventory = {
    out: new Map(),
    calls: [],
    notReady: new Set(),
    kinds: new Map(),
    gone: new Map(),
    tickets: new Map(),
    keepsOut: new Set(),
    reserved: new Map(),
    donors: new Map(),
    breakDown: 'never',
    answersAfter: 0,
    hangUp: () => hanging.forEach((reject) => reject(new Error('connection lost'))),
    callPeer: async (peer, document, { input }) => {
      if (peer === 'partners') return { _entities: [{ name: 'Défis' }] };
      if (peer === 'training') return TRAINING;
      const call = input as Call;
      const verb = VERBS.find((each) => document.includes(`${each}(`))!;
      if (call.computerId) inventory.calls.push(`${verb} ${call.computerId}`);
      if (inventory.breakDown === 'before') throw new Error('connection refused');
      if (inventory.breakDown === 'hang') return new Promise((_resolve, reject) => void hanging.push(reject));
      while (inventory.calls.length < inventory.answersAfter) await setTimeout(5);
      const answer = ANSWERS[verb](inventory, call);
      if (inventory.breakDown === 'after') throw new Error('connection reset');
      return { [verb]: answer };
    },
  };
  return inventory;
}

type Answers = (inventory: ScriptedInventory, call: Call) => object;

const takeOut: Answers = ({ out, notReady, reserved, donors, kinds }, { computerId, loanId }) => {
  const told = { donorId: donors.get(computerId) ?? null, kind: kinds.get(computerId) ?? 'DESKTOP', userErrors: [] };
  const holder = out.get(computerId);
  if (holder === loanId) return told;
  if (holder) return refusal('COMPUTER_ALREADY_OUT');
  if (notReady.has(computerId)) return refusal('COMPUTER_NOT_READY');
  if ((reserved.get(computerId) ?? loanId) !== loanId) return refusal('COMPUTER_RESERVED');
  reserved.delete(computerId);
  out.set(computerId, loanId);
  return told;
};

const takeBack: Answers = ({ out, notReady, keepsOut }, { computerId, loanId }) => {
  if (keepsOut.has(computerId)) return refusal('OUT_OF_ORDER');
  if (out.get(computerId) !== loanId) return { userErrors: [] };
  out.delete(computerId);
  notReady.add(computerId);
  return { userErrors: [] };
};

const letGo: Answers = ({ out, gone, keepsOut }, { computerId, how = 'CEDED' }) => {
  if (keepsOut.has(computerId)) return refusal('OUT_OF_ORDER');
  out.delete(computerId);
  gone.set(computerId, how);
  return { userErrors: [] };
};

const openRepair: Answers = ({ tickets, keepsOut }, { computerId }) => {
  if (keepsOut.has(computerId)) return refusal('OUT_OF_ORDER');
  const repairTicketId = tickets.get(computerId) ?? newTypeId('repair');
  tickets.set(computerId, repairTicketId);
  return { repairTicketId, userErrors: [] };
};

const release: Answers = ({ reserved }, { loanId }) => {
  const kept = [...reserved].filter(([, loan]) => loan === loanId);
  for (const [computerId] of kept) reserved.delete(computerId);
  return { released: kept.length, userErrors: [] };
};

const forgetProblems: Answers = () => ({ changed: 0, userErrors: [] });

/** A training that knows nothing of anybody. */
const TRAINING = {
  trainingFile: { attendances: [], visas: [], pathways: [] },
  lastContacts: [],
  forgetPeople: { changed: 0, userErrors: [] },
};

const ANSWERS = {
  takeOutComputer: takeOut,
  takeBackComputer: takeBack,
  openLoanRepair: openRepair,
  cedeComputer: letGo,
  declareComputerGone: letGo,
  releaseReservation: release,
  forgetProblems,
};
const VERBS = Object.keys(ANSWERS) as (keyof typeof ANSWERS)[];

const refusal = (code: string) => ({
  userErrors: [{ field: ['computerId'], code, en: `Inventory says ${code}.`, fr: `L'inventaire dit ${code}.` }],
});
