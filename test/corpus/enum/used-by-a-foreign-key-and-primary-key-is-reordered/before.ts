import { Entity, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Kind {
  @PrimaryColumn({ type: 'enum', enum: ['a', 'b'], enumName: 'kinds' }) code: string;
}
@Entity()
export class Thing {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Kind) kind: Kind;
}
