import { getMetadataStorage } from 'type-graphql';

/** A field of an input, as the graph types it. */
export interface InputField {
  name: string;
  /** A scalar, an enum or the class of a nested input. */
  type: unknown;
  isRequired: boolean;
}

const known = new WeakMap<object, readonly InputField[]>();

/** The fields of an input, its parents' too; none of an object that is no input of the graph. */
export function inputFieldsOf(input: object): readonly InputField[] {
  const prototype = Object.getPrototypeOf(input) as object;
  const fields = known.get(prototype) ?? readFields(input);
  known.set(prototype, fields);
  return fields;
}

const readFields = (input: object): InputField[] =>
  getMetadataStorage()
    .fields.filter(({ target }) => input instanceof target)
    .map(({ name, getType, typeOptions }) => ({ name, type: getType(), isRequired: typeOptions.nullable !== true }));
