import { Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Tag {
  @PrimaryGeneratedColumn() id: number;
}
@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
}
