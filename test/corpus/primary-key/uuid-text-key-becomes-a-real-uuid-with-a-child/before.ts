import { Entity, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Owner {
  @PrimaryColumn('varchar') id: string;
}
@Entity()
export class Pet {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Owner) owner: Owner;
}
