import { Field, ObjectType } from 'type-graphql';
import { Custody, Grade, Processing } from './computer.states.ts';

@ObjectType('ComputerState', { description: 'Where a machine stood on a day: the sum of its recorded steps.' })
export class ComputerStanding {
  @Field(() => Processing, { description: 'How far the workshop had come with it.' })
  processing!: Processing;

  @Field(() => Custody, { description: 'Who had it.' })
  custody!: Custody;

  @Field(() => Grade, { nullable: true, description: 'The grade it last had; null before its first.' })
  grade?: Grade | null;
}
