import type { Sentence } from './refusal.ts';

/** Why a program cannot do what it was started for: a sentence for people, which says what to do instead. */
export class Failure extends Error {
  readonly sentence: Sentence;

  constructor(sentence: Sentence, options?: ErrorOptions) {
    super(sentence.en, options);
    this.sentence = sentence;
  }
}
