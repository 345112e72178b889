import { Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity({ schema: 'My App' })
export class Post {
  @PrimaryGeneratedColumn() id: number;
}
