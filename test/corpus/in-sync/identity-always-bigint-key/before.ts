import { Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
}
