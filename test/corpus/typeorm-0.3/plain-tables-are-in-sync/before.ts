import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Owner {
  @PrimaryGeneratedColumn() id: number;
  @Column({ unique: true }) name: string;
}
@Entity()
export class Pet {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Index() @Column() name: string;
  @ManyToOne(() => Owner) owner: Owner;
}
