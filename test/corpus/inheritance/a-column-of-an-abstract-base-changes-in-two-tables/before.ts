import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

abstract class Base {
  @PrimaryGeneratedColumn('uuid') id: string;
  @CreateDateColumn({ type: 'timestamp' }) made: Date;
}
@Entity()
export class One extends Base {
  @Column() a: string;
}
@Entity()
export class Two extends Base {
  @Column() b: string;
}
