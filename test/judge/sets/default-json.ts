import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Configuration {
  @PrimaryColumn() id: number;
  @Column({ type: 'jsonb', default: {} }) empty: object;
  @Column({ type: 'jsonb', default: [] }) list: object;
  @Column({ type: 'jsonb', default: { b: 1, a: [true, null], text: 'x y' } }) nested: object;
  @Column({ type: 'json', default: { kept: 'in order' } }) text: object;
  @Column({ type: 'jsonb', nullable: true, default: () => "'[]'" }) expression: object | null;
}

export default defineSet({ shows: 'JSON as defaults', entities: [Configuration] });
