import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Index() @Column({ type: 'varchar', length: 20, collation: 'POSIX' }) value: string;
}
