import { Check, Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Owner {
  @PrimaryGeneratedColumn() id: number;
  @Column({ unique: true }) name: string;
}
@Entity()
@Check('"n" > 0')
export class Pet {
  @PrimaryGeneratedColumn() id: number;
  @Index() @Column() n: number;
  @ManyToOne(() => Owner) owner: Owner;
}
