import 'reflect-metadata';

const SEVERAL_LINES = Symbol('several lines');

/** Allows line breaks in a text: any other is of one line, since it is printed in lists, addresses and calendars. */
export const OfSeveralLines = (): PropertyDecorator => Reflect.metadata(SEVERAL_LINES, true);

/** Whether a property of an input allows them. */
export const mayHaveLines = (input: object, property: string): boolean =>
  Reflect.getMetadata(SEVERAL_LINES, input, property) === true;
