import { Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
}
@Entity()
export class Line {
  @PrimaryColumn() id: number;
}
