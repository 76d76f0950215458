import { setTimeout } from 'node:timers/promises';
import type { CallPeer } from '../../kit/subgraph.ts';

/** An inventory of a few lines: what it lets go, what it refuses, and when it breaks down. */
export interface ScriptedInventory {
  callPeer: CallPeer;
  /** Each computer that is out, with its loan. */
  out: Map<string, string>;
  /** Each call it received, as "takeOutComputer computer_01h…". */
  calls: string[];
  /** Computers that are in no state to go out; a computer that came back joins them. */
  notReady: Set<string>;
  /** Computers that it does not take back. */
  keepsOut: Set<string>;
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
}

export function anInventory(): ScriptedInventory {
  const hanging: ((error: Error) => void)[] = [];
  const inventory: ScriptedInventory = {
    out: new Map(),
    calls: [],
    notReady: new Set(),
    keepsOut: new Set(),
    donors: new Map(),
    breakDown: 'never',
    answersAfter: 0,
    hangUp: () => hanging.forEach((reject) => reject(new Error('connection lost'))),
    callPeer: async (_peer, document, { input }) => {
      const call = input as Call;
      const verb = document.includes('takeOutComputer') ? 'takeOutComputer' : 'takeBackComputer';
      inventory.calls.push(`${verb} ${call.computerId}`);
      if (inventory.breakDown === 'before') throw new Error('connection refused');
      if (inventory.breakDown === 'hang') return new Promise((_resolve, reject) => void hanging.push(reject));
      while (inventory.calls.length < inventory.answersAfter) await setTimeout(5);
      const answer = verb === 'takeOutComputer' ? takeOut(inventory, call) : takeBack(inventory, call);
      if (inventory.breakDown === 'after') throw new Error('connection reset');
      return { [verb]: answer };
    },
  };
  return inventory;
}

function takeOut({ out, notReady, donors }: ScriptedInventory, { computerId, loanId }: Call) {
  const holder = out.get(computerId);
  if (holder === loanId) return { donorId: donors.get(computerId) ?? null, userErrors: [] };
  if (holder) return refusal('COMPUTER_ALREADY_OUT');
  if (notReady.has(computerId)) return refusal('COMPUTER_NOT_READY');
  out.set(computerId, loanId);
  return { donorId: donors.get(computerId) ?? null, userErrors: [] };
}

function takeBack({ out, notReady, keepsOut }: ScriptedInventory, { computerId, loanId }: Call) {
  if (keepsOut.has(computerId)) return refusal('OUT_OF_ORDER');
  if (out.get(computerId) !== loanId) return { userErrors: [] };
  out.delete(computerId);
  notReady.add(computerId);
  return { userErrors: [] };
}

const refusal = (code: string) => ({
  userErrors: [{ field: ['computerId'], code, en: `Inventory says ${code}.`, fr: `L'inventaire dit ${code}.` }],
});
