import { Entity, JoinColumn, OneToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Owner {
  @PrimaryGeneratedColumn() id: number;
}
@Entity()
export class Pet {
  @PrimaryGeneratedColumn() id: number;
  @OneToOne(() => Owner) @JoinColumn() owner: Owner;
}
