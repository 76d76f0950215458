import { registerEnumType } from 'type-graphql';

/** Whom a place or a session can receive, in the terms of the French schema of digital mediation places. */
export const Accessibility = {
  LSF: 'LSF',
  HEARING: 'HEARING',
  VISUAL: 'VISUAL',
  MOTOR: 'MOTOR',
  COGNITIVE: 'COGNITIVE',
  ILLITERACY: 'ILLITERACY',
  FOREIGN_LANGUAGES: 'FOREIGN_LANGUAGES',
} as const;
export type Accessibility = keyof typeof Accessibility;

registerEnumType(Accessibility, {
  name: 'Accessibility',
  description: 'Whom a place or a session is prepared to receive.',
  valuesConfig: {
    LSF: { description: 'French sign language is spoken.' },
    HEARING: { description: 'People who hear badly: subtitles, induction loop, written support.' },
    VISUAL: { description: 'People who see badly: screen readers, magnifiers, braille.' },
    MOTOR: { description: 'People who move with difficulty: step-free access, adapted mice and keyboards.' },
    COGNITIVE: { description: 'People with a mental disability.' },
    ILLITERACY: { description: 'People who read or write with difficulty.' },
    FOREIGN_LANGUAGES: { description: 'People who do not speak French.' },
  },
});
