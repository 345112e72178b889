import { Column, Entity, ForeignKey, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Owner {
  @PrimaryGeneratedColumn() id: number;
}
@Entity()
export class Pet {
  @PrimaryGeneratedColumn() id: number;
  @ForeignKey(() => Owner, { onDelete: 'CASCADE' }) @Column({ nullable: true }) ownerId: number;
}
