import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'a' })
export class One {
  @PrimaryColumn() id: number;
  @Column({ type: 'enum', enum: ['x', 'y', 'z'], enumName: 'state', default: 'x' }) state: string;
}
@Entity({ schema: 'b' })
export class Two {
  @PrimaryColumn() id: number;
  @Column({ type: 'enum', enum: ['x', 'y'], enumName: 'state', default: 'x' }) state: string;
}
