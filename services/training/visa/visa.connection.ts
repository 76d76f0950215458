import { connectionOf } from '../../../packages/platform/read/connection.ts';
import { Visa } from './visa.entity.ts';

export const VisaConnection = connectionOf('Visa', () => Visa);
