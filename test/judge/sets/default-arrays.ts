import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

enum Role {
  Reader = 'reader',
  Writer = 'writer',
}

@Entity()
class Membership {
  @PrimaryColumn() id: number;
  @Column('int', { array: true, default: [1, 2] }) numbers: number[];
  @Column('text', { array: true, default: [] }) empty: string[];
  @Column('text', { array: true, default: ['a', 'b'] }) words: string[];
  @Column('text', { array: true, default: () => "'{}'" }) expression: string[];
  @Column('enum', { enum: Role, array: true, default: [Role.Reader] }) roles: Role[];
}

export default defineSet({ shows: 'arrays as defaults', entities: [Membership] });
