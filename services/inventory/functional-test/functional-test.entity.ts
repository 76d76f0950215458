import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLLocalDate } from '../../../packages/platform/schema/scalars.ts';
import { Grade } from '../computer/computer.states.ts';

export const Check = {
  START: 'START',
  MEMORY: 'MEMORY',
  STORAGE: 'STORAGE',
  SCREEN: 'SCREEN',
  KEYBOARD: 'KEYBOARD',
  POINTING_DEVICE: 'POINTING_DEVICE',
  NETWORK: 'NETWORK',
  PORTS: 'PORTS',
  SOUND: 'SOUND',
  CAMERA: 'CAMERA',
  MICROPHONE: 'MICROPHONE',
  BATTERY: 'BATTERY',
  CASE: 'CASE',
} as const;
export type Check = keyof typeof Check;
registerEnumType(Check, {
  name: 'FunctionalCheck',
  description: 'What is checked on a machine before it is lent. Nobody can do without the mandatory ones.',
  valuesConfig: {
    START: { description: 'It starts and stays up. Mandatory.' },
    MEMORY: { description: 'Its memory holds what is written. Mandatory.' },
    STORAGE: { description: 'Its storage is healthy, by its own account (S.M.A.R.T.). Mandatory.' },
    SCREEN: { description: 'Its screen, or its video output when it has none. Mandatory.' },
    KEYBOARD: { description: 'Every key. Mandatory.' },
    POINTING_DEVICE: { description: 'Its touchpad, mouse or touch screen. Mandatory.' },
    NETWORK: { description: 'By cable or radio. Mandatory.' },
    PORTS: { description: 'Its USB and other ports.' },
    SOUND: { description: 'Its loudspeakers or audio output.' },
    CAMERA: { description: 'Its camera.' },
    MICROPHONE: { description: 'Its microphone.' },
    BATTERY: { description: 'Its battery; the value is what is left of its capacity, in percent.' },
    CASE: { description: 'Its case and hinges.' },
  },
});

export const CheckResult = { PASSED: 'PASSED', FAILED: 'FAILED', NOT_APPLICABLE: 'NOT_APPLICABLE' } as const;
export type CheckResult = keyof typeof CheckResult;
registerEnumType(CheckResult, {
  name: 'FunctionalCheckResult',
  description: 'What a check found.',
  valuesConfig: {
    PASSED: { description: 'It works.' },
    FAILED: { description: 'It does not.' },
    NOT_APPLICABLE: { description: 'The machine has no such thing.' },
  },
});

@ObjectType({ description: 'One check of a functional test.' })
export class CheckDone {
  @Field(() => Check, { description: 'What was checked.' })
  check!: Check;

  @Field(() => CheckResult, { description: 'What was found.' })
  result!: CheckResult;

  @Field(() => Int, { nullable: true, description: 'What was measured, from 0 to 100 percent: the battery.' })
  percent?: number | null;
}

@Entity({ tableName: 'functional_test' })
@ObjectType({ description: 'What the bench found of a machine, and the grade it gave.' })
export class FunctionalTest {
  @PrimaryKey({ type: 'text' })
  @Field(() => ID, { description: '`test_…`.' })
  id!: string;

  @Property({ type: 'text' })
  computerId!: string;

  @Property({ type: 'date' })
  @Field(() => GraphQLLocalDate, { name: 'on', description: 'The day of the test.' })
  testedOn!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Who tested, as the subject of their token.' })
  testedBy!: string;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { name: 'passed', description: 'Whether the machine became READY.' })
  isPassed!: boolean;

  @Property({ type: 'text' })
  @Field(() => Grade, { description: 'The grade it was given.' })
  grade!: Grade;

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Time on the bench, in minutes; null when nobody counted.' })
  minutes?: number | null;

  @Property({ type: 'json' })
  @Field(() => [CheckDone], { description: 'Its checks; empty when only the result was recorded.' })
  checks!: CheckDone[];
}
