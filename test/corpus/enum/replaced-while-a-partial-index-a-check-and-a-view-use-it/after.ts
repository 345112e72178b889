import { Check, Column, Entity, Index, PrimaryGeneratedColumn, ViewColumn, ViewEntity } from 'typeorm';

@Entity()
@Index('IX_open', ['id'], { where: `"state" = 'a'` })
@Check('CHK_state', `"state" <> 'b' OR "id" > 0`)
export class Task {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: ['b', 'a'], default: 'a' }) state: string;
}
@ViewEntity({ expression: `SELECT id FROM task WHERE state = 'a'` })
export class OpenTask {
  @ViewColumn() id: number;
}
