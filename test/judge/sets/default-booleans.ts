import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Preferences {
  @PrimaryColumn() id: number;
  @Column({ default: true }) on: boolean;
  @Column({ default: false }) off: boolean;
  @Column({ type: 'boolean', default: () => 'true' }) expression: boolean;
}

export default defineSet({ shows: 'booleans as defaults', entities: [Preferences] });
