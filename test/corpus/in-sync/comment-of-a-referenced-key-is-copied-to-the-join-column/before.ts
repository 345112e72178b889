import { Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Owner {
  @PrimaryGeneratedColumn({ comment: 'who it is' }) id: number;
}
@Entity()
export class Pet {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Owner) owner: Owner;
}
