import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity({ schema: 'My App' })
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column({ type: 'enum', enum: ['a', 'b'], nullable: true }) kind: string;
}
