import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../network/run-process.ts';

/** A question to the graph that a guide shows with its answer. */
export interface Question {
  kind: 'question';
  /** The heading it stands under. */
  chapter: string;
  /** Who asks, and where: `technician`, `Défis`. */
  role: string;
  /** Whether it is somebody else of that role than who has asked so far. */
  isAnother: boolean;
  place: string;
  query: string;
  answer: unknown;
  /** Of the query in the file. */
  line: number;
}

/** What others do at the same time, told in a sentence. */
export interface Meanwhile {
  kind: 'meanwhile';
  chapter: string;
  sentence: string;
  line: number;
}

export type Step = Question | Meanwhile;

const STEP =
  /^(?<heading>## .+)$|^> Meanwhile, (?<meanwhile>.+)$|^As (?<another>another )?(?<role>\w+) at (?<place>[^:\n]+):$|^```graphql\n(?<query>[^]+?)^```\n+```json\n(?<answer>[^]+?)^```$/gm;

/**
 * The steps of a guide in Markdown, in their order: each fence of GraphQL is followed by one of JSON, its answer, and
 * asked by whoever the last line “As … at …:” names.
 */
export function readStory(file: string): Step[] {
  const text = readFileSync(join(PROJECT, file), 'utf8');
  let [chapter, role, place] = ['', '', ''];
  let isAnother = false;
  const steps: Step[] = [];
  for (const { index, groups = {} } of text.matchAll(STEP)) {
    const line = text.slice(0, index).split('\n').length;
    const { heading, meanwhile: sentence, query, answer } = groups;
    if (heading) chapter = heading.slice('## '.length);
    else if (sentence) steps.push({ kind: 'meanwhile', chapter, sentence, line });
    else if (query) {
      const who = { role, isAnother, place };
      steps.push({ kind: 'question', chapter, ...who, query, answer: JSON.parse(answer!), line });
    } else [role, place, isAnother] = [groups['role']!, groups['place']!, groups['another'] !== undefined];
  }
  return steps;
}
