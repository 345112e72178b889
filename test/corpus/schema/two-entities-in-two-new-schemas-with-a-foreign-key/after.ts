import { Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
}
@Entity({ schema: 'people' })
export class Owner {
  @PrimaryGeneratedColumn('uuid') id: string;
}
@Entity({ schema: 'animals' })
export class Pet {
  @PrimaryGeneratedColumn('uuid') id: string;
  @ManyToOne(() => Owner) owner: Owner;
}
