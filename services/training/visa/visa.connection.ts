import { connectionOf } from '../../kit/paging/connection.ts';
import { Visa } from './visa.entity.ts';

export const VisaConnection = connectionOf('Visa', () => Visa);
