import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class One {
  @PrimaryColumn() id: number;
  @Column({ type: 'enum', enum: ['a', 'b'], enumName: 'level', default: 'a' }) x: string;
}
@Entity()
export class Two {
  @PrimaryColumn() id: number;
  @Column({ type: 'enum', enum: ['a', 'b'], enumName: 'level', array: true }) x: string[];
}
