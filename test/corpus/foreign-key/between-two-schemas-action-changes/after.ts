import { Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity({ schema: 'people' })
export class Owner {
  @PrimaryGeneratedColumn() id: number;
}
@Entity({ schema: 'animals' })
export class Pet {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Owner, { onDelete: 'RESTRICT' }) owner: Owner;
}
