import { CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) made: Date;
  @UpdateDateColumn({ type: 'timestamptz', precision: 3 }) changed: Date;
}
