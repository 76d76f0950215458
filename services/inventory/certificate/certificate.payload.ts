import { Field, ObjectType } from 'type-graphql';
import { UserError } from '../../../packages/platform/refusals/refusal.ts';
import { Certificate } from './certificate.entity.ts';

/** Base of the payloads that give a certificate back. */
@ObjectType()
export abstract class CertificatePayload {
  @Field(() => Certificate, { nullable: true, description: 'The certificate; null when refused.' })
  certificate?: Certificate;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}
