import { Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Owner {
  @PrimaryGeneratedColumn() id: number;
}
@Entity()
export class Item {
  @PrimaryGeneratedColumn() id: number;
  @Index() @ManyToOne(() => Owner) owner: Owner;
  @ManyToOne(() => Owner) other: Owner;
}
