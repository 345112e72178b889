import { Column, Entity, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Owner {
  @PrimaryColumn() id: number;
}
@Entity()
export class Pet {
  @PrimaryGeneratedColumn() id: number;
  @Column({ nullable: true }) ownerId: number;
  @ManyToOne(() => Owner) owner: Owner;
}
