import { TypeID, typeid } from 'typeid-js';

/** Makes a new identifier such as `loan_01h455vb4pex5vsknk084sn02q`: typed, unique in the network, sortable by creation. */
export type NewId = (prefix: string) => string;

export const newTypeId: NewId = (prefix) => typeid(prefix).toString();

/** Whether a text is a well-formed identifier of the given kind (`isIdOf('loan', 'loan_01h…')`). */
export function isIdOf(prefix: string, id: string): boolean {
  try {
    return TypeID.fromString(id).getType() === prefix;
  } catch {
    return false;
  }
}
