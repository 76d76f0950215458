import { IsInt, IsOptional, Length, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';

@InputType({ description: 'What is kept of a person: their name, and their year of birth if they give it.' })
export class PersonInput {
  @Field(() => String, { description: 'First name, 1 to 80 characters.' })
  @Length(1, 80)
  givenName!: string;

  @Field(() => String, { description: 'Last name, 1 to 80 characters.' })
  @Length(1, 80)
  familyName!: string;

  @Field(() => Int, { nullable: true, description: 'Year of birth, from 1900 on; never the day.' })
  @IsOptional()
  @IsInt()
  @Min(1900)
  birthYear?: number | null;
}
