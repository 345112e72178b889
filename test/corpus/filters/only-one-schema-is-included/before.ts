import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity({ schema: 'app' })
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column({ default: 1 }) n: number;
}
