import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class One {
  @PrimaryColumn() id: number;
  @Column({ type: 'enum', enum: ['a', 'b'], enumName: 'level' }) level: string;
}
@Entity()
export class Other {
  @PrimaryColumn() id: number;
  @Column({ type: 'enum', enum: ['a', 'b'], enumName: 'level' }) level: string;
}
