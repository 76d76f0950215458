import { registerEnumType } from 'type-graphql';

/**
 * The five areas of the *cadre de référence des compétences numériques* (décret no 2019-919 of 30 August 2019), which
 * follows the European DigComp: sixteen competences in all, eight levels of mastery.
 */
export const DigitalArea = {
  INFORMATION_AND_DATA: 'INFORMATION_AND_DATA',
  COMMUNICATION_AND_COLLABORATION: 'COMMUNICATION_AND_COLLABORATION',
  CONTENT_CREATION: 'CONTENT_CREATION',
  PROTECTION_AND_SAFETY: 'PROTECTION_AND_SAFETY',
  DIGITAL_ENVIRONMENT: 'DIGITAL_ENVIRONMENT',
} as const;
export type DigitalArea = keyof typeof DigitalArea;

/** In the order of the framework. */
export const DIGITAL_AREAS = Object.values(DigitalArea);

/** The highest level of mastery; 0 stands for a person who has not reached the first. */
export const HIGHEST_LEVEL = 8;

registerEnumType(DigitalArea, {
  name: 'DigitalArea',
  description: 'An area of the French framework of digital competences (CRCN, décret no 2019-919 of 30 August 2019).',
  valuesConfig: {
    INFORMATION_AND_DATA: {
      description: '1. Information and data: searching and watching, keeping data, treating data.',
    },
    COMMUNICATION_AND_COLLABORATION: {
      description:
        '2. Communication and collaboration: interacting, sharing and publishing, working together, belonging.',
    },
    CONTENT_CREATION: {
      description: '3. Creation of contents: texts, multimedia, fitting a document to its purpose, programming.',
    },
    PROTECTION_AND_SAFETY: {
      description: '4. Protection and safety: one’s equipment, personal data and privacy, health and the environment.',
    },
    DIGITAL_ENVIRONMENT: {
      description: '5. The digital environment: solving technical problems, finding one’s way in it.',
    },
  },
});
