import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Owner {
  @PrimaryGeneratedColumn() id: number;
}
@Entity()
export class Pet {
  @PrimaryGeneratedColumn() id: number;
  @Column() name: string;
}
