import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('item', { schema: 'a' })
export class ItemA {
  @PrimaryGeneratedColumn() id: number;
  @Index() @Column({ type: 'int' }) n: number;
}
@Entity('item', { schema: 'b' })
export class ItemB {
  @PrimaryGeneratedColumn() id: number;
  @Index() @Column({ type: 'int' }) n: number;
}
